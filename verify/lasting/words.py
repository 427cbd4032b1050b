"""Words of stays and assignments: ranks of physicians, ways to end."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from core.policy.vocabulary import PhysicianRank
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
