"""Words of the usage pages: kinds of partners and of lines, outcomes, masked card numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from core.policy.model import Policy
from core.policy.vocabulary import Language, PartnerKind
from partners.models import DeskProfile
from verify.scanning.models import EntryKind
from verify.scanning.reasons import Outcome
from verify.usage.own_desks import DeviceState


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state's word, and the tone of its badge."""

    word: LazyString
    tone: str


PARTNER_KINDS: Mapping[PartnerKind, LazyString] = MappingProxyType(
    {
        PartnerKind.HOSPITAL: lazy_gettext("医院"),
        PartnerKind.SCENIC: lazy_gettext("景区"),
        PartnerKind.APARTMENT: lazy_gettext("人才公寓"),
        PartnerKind.SERVICE_DESK: lazy_gettext("服务专窗"),
    }
)
OUTCOMES: Mapping[Outcome, LazyString] = MappingProxyType(
    {
        Outcome.GRANTED: lazy_gettext("准予"),
        Outcome.CHECKED: lazy_gettext("已核验"),
        Outcome.REFUSED: lazy_gettext("未通过"),
    }
)
ENTRY_KINDS: Mapping[EntryKind, LazyString] = MappingProxyType(
    {
        EntryKind.SCAN: lazy_gettext("扫码"),
        EntryKind.REDEMPTION: lazy_gettext("使用"),
        EntryKind.VOID: lazy_gettext("撤销"),
    }
)
PROFILES: Mapping[DeskProfile, LazyString] = MappingProxyType(
    {
        DeskProfile.STAFFED: lazy_gettext("人工服务台"),
        DeskProfile.GATE: lazy_gettext("检票口"),
        DeskProfile.TURNSTILE: lazy_gettext("闸机"),
    }
)
DEVICE_STATES: Mapping[DeviceState, StateWords] = MappingProxyType(
    {
        DeviceState.WAITING: StateWords(lazy_gettext("待接入"), "wait"),
        DeviceState.RUN_OUT: StateWords(lazy_gettext("接入码已过期"), "past"),
        DeviceState.ENROLLED: StateWords(lazy_gettext("已接入"), "on"),
        DeviceState.REVOKED: StateWords(lazy_gettext("已停用"), "off"),
    }
)
HIDDEN = "*"
SHOWN_END = 3


def benefit_name(policy: Policy, code: str, language: Language) -> str:
    """Answer a benefit's name; one that an earlier policy had is shown by its code."""
    return policy.benefit(code).name.in_(language) if policy.has_benefit(code) else code


def mask_number(number: str) -> str:
    """Mask a card number for a partner's lists: JZ26-000123-7 becomes JZ26-*****3-7."""
    head, _, tail = number.partition("-")
    hidden = HIDDEN * max(len(tail) - SHOWN_END, 0)
    return f"{head}-{hidden}{tail[-SHOWN_END:]}"


def by_whom(name: str | None) -> str:
    """Answer who stood at the desk, or that nobody is recorded."""
    return name or gettext("未记录")
