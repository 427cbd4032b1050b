"""Words of stays and assignments: ranks of physicians, ways to end."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from core.policy.vocabulary import PhysicianRank
from verify.lasting.facts import Seen, StaySeen
from verify.lasting.lists import Concern
from verify.lasting.models import Ending

RANKS: Mapping[PhysicianRank, LazyString] = MappingProxyType(
    {
        PhysicianRank.RESIDENT: lazy_gettext("住院医师（初级）"),
        PhysicianRank.ATTENDING: lazy_gettext("主治医师（中级）"),
        PhysicianRank.ASSOCIATE_CHIEF: lazy_gettext("副主任医师（副高）"),
        PhysicianRank.CHIEF: lazy_gettext("主任医师（正高）"),
    }
)
ENDINGS: Mapping[Ending, LazyString] = MappingProxyType(
    {
        Ending.LEFT: lazy_gettext("已办结"),
        Ending.REPLACED: lazy_gettext("已在别处登记"),
        Ending.VOIDED: lazy_gettext("登记已撤销"),
    }
)
CONCERNS: Mapping[Concern, LazyString] = MappingProxyType(
    {
        Concern.HONOUR_ENDED: lazy_gettext("荣誉已终止"),
        Concern.REVOKED: lazy_gettext("绿卡已注销"),
        Concern.SUSPENDED: lazy_gettext("绿卡已暂停"),
        Concern.FROZEN: lazy_gettext("绿卡已冻结"),
        Concern.EXPIRED: lazy_gettext("绿卡已过期"),
    }
)
"""The state of a card, never the ground for it."""
STAY_ENDINGS: Mapping[Ending, LazyString] = MappingProxyType(
    {
        Ending.LEFT: lazy_gettext("已退房"),
        Ending.REPLACED: lazy_gettext("已在别处入住"),
        Ending.VOIDED: lazy_gettext("登记已撤销"),
    }
)
ASSIGNMENT_ENDINGS: Mapping[Ending, LazyString] = MappingProxyType(
    {
        Ending.LEFT: lazy_gettext("已结束"),
        Ending.REPLACED: lazy_gettext("已由其他医院配备"),
        Ending.VOIDED: lazy_gettext("登记已撤销"),
    }
)


def facts_in_words(facts: Seen) -> str | None:
    """Answer the room, or the physician with department and rank, in the request's language."""
    if isinstance(facts, StaySeen):
        return gettext("房号：%(unit)s", unit=facts.unit) if facts.unit else None
    return gettext(
        "医师：%(physician)s，%(department)s，%(rank)s",
        physician=facts.physician,
        department=facts.department,
        rank=RANKS[facts.rank],
    )
