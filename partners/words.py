"""Words for kinds of partners, their people and desks, and for how a grade or a device stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from core.accounts.roles import Role
from core.policy.vocabulary import Language, PartnerKind
from partners.list_desks import DeviceState
from partners.list_partners import Cover
from partners.models import Desk, DeskProfile, Partner, Site
from partners.standing import GradeState, Standing


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
STAFF_ROLES: Mapping[Role, LazyString] = MappingProxyType(
    {
        Role.OPERATOR: lazy_gettext("服务台人员"),
        Role.PARTNER_MANAGER: lazy_gettext("单位管理员"),
    }
)
GRADE_STATES: Mapping[GradeState, StateWords] = MappingProxyType(
    {
        GradeState.CURRENT: StateWords(lazy_gettext("现行"), "on"),
        GradeState.COMING: StateWords(lazy_gettext("尚未开始"), "wait"),
        GradeState.PAST: StateWords(lazy_gettext("已终止"), "past"),
        GradeState.VOID: StateWords(lazy_gettext("登记有误，已作废"), "off"),
    }
)
STANDINGS: Mapping[Standing, LazyString] = MappingProxyType(
    {
        Standing.NOT_ASKED: lazy_gettext("不要求等级"),
        Standing.COVERED: lazy_gettext("今日适用"),
        Standing.ENDING: lazy_gettext("今日适用，将终止"),
        Standing.BEGINNING: lazy_gettext("尚未开始"),
        Standing.ENDED: lazy_gettext("已终止"),
        Standing.UNGRADED: lazy_gettext("未登记等级"),
    }
)
COVERS: Mapping[Cover, LazyString] = MappingProxyType(
    {
        Cover.ALL: lazy_gettext("适用与否"),
        Cover.COVERED: lazy_gettext("今日适用"),
        Cover.NOT_COVERED: lazy_gettext("等级已终止或未登记"),
    }
)


def name_in(language: Language, thing: Partner | Site | Desk) -> str:
    """Answer what a thing is called in a language."""
    return thing.name_en if language is Language.EN else thing.name


def in_language(language: Language, zh: str | None, en: str | None) -> str | None:
    """Answer what is written down in both languages, or in none."""
    return en if language is Language.EN else zh
