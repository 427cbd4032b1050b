"""The office's words for states, events and documents, and how a card stands on a day."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from cardholders.cards.models import Card, CardEventKind, CardState
from cardholders.people.find_people import Group
from cardholders.people.models import DocumentType
from core.credential.fields import CredentialForm
from core.policy.vocabulary import Party

EVENT_WORDS: dict[CardEventKind, LazyString] = {
    CardEventKind.ISSUED: lazy_gettext("已发卡"),
    CardEventKind.LINK_MADE: lazy_gettext("生成激活函"),
    CardEventKind.PHONE_BOUND: lazy_gettext("绑定手机"),
    CardEventKind.PRINTED: lazy_gettext("制作实体卡"),
    CardEventKind.PICTURE_MADE: lazy_gettext("制作手机相册图片"),
    CardEventKind.REPLACED: lazy_gettext("旧凭证作废，待换发"),
    CardEventKind.WARNED: lazy_gettext("提醒"),
    CardEventKind.SUSPENDED: lazy_gettext("暂停"),
    CardEventKind.REINSTATED: lazy_gettext("已恢复使用"),
    CardEventKind.FROZEN: lazy_gettext("本人冻结"),
    CardEventKind.UNFROZEN: lazy_gettext("本人解冻"),
    CardEventKind.PHONE_UNBOUND: lazy_gettext("本人解除手机绑定"),
    CardEventKind.PLASTIC_LOST: lazy_gettext("本人挂失实体卡"),
    CardEventKind.REVOKED: lazy_gettext("注销"),
    CardEventKind.EXPIRED: lazy_gettext("当日失效"),
    CardEventKind.STOP_PROPOSED: lazy_gettext("提出停用，待批准"),
    CardEventKind.STOP_REJECTED: lazy_gettext("停用申请退回"),
}
GRAVE_EVENTS = frozenset(
    {
        CardEventKind.SUSPENDED,
        CardEventKind.FROZEN,
        CardEventKind.PLASTIC_LOST,
        CardEventKind.REVOKED,
        CardEventKind.EXPIRED,
        CardEventKind.REPLACED,
    }
)
DOCUMENT_WORDS: dict[DocumentType, LazyString] = {
    DocumentType.RESIDENT_ID: lazy_gettext("居民身份证"),
    DocumentType.PASSPORT: lazy_gettext("护照"),
}
FORM_WORDS: dict[CredentialForm, LazyString] = {
    CredentialForm.PHONE: lazy_gettext("手机凭证"),
    CredentialForm.PRINTED: lazy_gettext("实体卡凭证"),
}
GROUP_WORDS: dict[Group, LazyString] = {
    Group.ALL: lazy_gettext("全部人员"),
    Group.NO_HONOUR: lazy_gettext("尚无荣誉"),
    Group.NO_CARD: lazy_gettext("有荣誉未发卡"),
    Group.NOT_ACTIVATED: lazy_gettext("手机未激活"),
    Group.EXPIRING: lazy_gettext("60天内到期"),
    Group.OVERDUE: lazy_gettext("暂停期已满"),
    Group.STOPPED: lazy_gettext("暂停或冻结"),
}
PARTY_WORDS: dict[Party, LazyString] = {
    Party.LEADING_GROUP: lazy_gettext("人才工作领导小组"),
    Party.TALENT_OFFICE: lazy_gettext("人才办"),
    Party.OFFICER: lazy_gettext("经办人"),
    Party.EMPLOYER: lazy_gettext("用人单位"),
    Party.BUREAU: lazy_gettext("行业主管部门"),
    Party.HOLDER: lazy_gettext("本人"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """How a card stands: a word, and the tone of its badge (macros/status.html)."""

    word: str
    tone: str


def card_condition(card: Card | None, today: date) -> Condition:
    """Answer how a card stands on that day; None is a person without one."""
    if card is None:
        return Condition(gettext("未发卡"), "wait")
    if card.state is CardState.ACTIVE and card.expires_on < today:
        return Condition(gettext("已过期"), "past")
    words = {
        CardState.ACTIVE: Condition(gettext("有效"), "on"),
        CardState.SUSPENDED: Condition(gettext("暂停"), "held"),
        CardState.FROZEN: Condition(gettext("本人冻结"), "held"),
        CardState.REVOKED: Condition(gettext("已注销"), "off"),
    }
    return words[card.state]
