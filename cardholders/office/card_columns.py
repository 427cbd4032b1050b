"""The list of cards: words of its filters, and its columns as an Excel file."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict

from cardholders.cards.list_cards import CardRow, CardsAsked, CardsStanding, Expiry, days_of
from cardholders.office.people_columns import honour_names, without_numbers
from cardholders.office.words import card_condition
from core.policy.model import Policy
from core.policy.vocabulary import Honour, Language
from core.spreadsheet import CellKind, Column
from core.web.language import show_day

STANDING_WORDS: Mapping[CardsStanding, LazyString] = MappingProxyType(
    {
        CardsStanding.LIVE: lazy_gettext("未注销的卡"),
        CardsStanding.ACTIVE: lazy_gettext("有效"),
        CardsStanding.EXPIRED: lazy_gettext("已过期"),
        CardsStanding.SUSPENDED: lazy_gettext("暂停"),
        CardsStanding.FROZEN: lazy_gettext("本人冻结"),
        CardsStanding.REVOKED: lazy_gettext("已注销"),
        CardsStanding.ALL: lazy_gettext("全部，含已注销"),
    }
)
EXPIRY_WORDS: Mapping[Expiry, LazyString] = MappingProxyType(
    {
        Expiry.THIS_MONTH: lazy_gettext("本月到期"),
        Expiry.THIS_QUARTER: lazy_gettext("本季度到期"),
        Expiry.NEXT_QUARTER: lazy_gettext("下季度到期"),
        Expiry.THIS_YEAR: lazy_gettext("今年到期"),
        Expiry.NEXT_YEAR: lazy_gettext("明年到期"),
    }
)
FILTERS = ("q", "state", "honour", "expiry", "plastic", "sort")


def asked_cards(arguments: MultiDict[str, str], *, without_plastic: bool = False) -> CardsAsked:
    """Answer which cards a page's address asks for; what it does not know counts as not asked."""
    wanted = arguments.get
    return CardsAsked(
        text=wanted("q", ""),
        standing=next((s for s in CardsStanding if s == wanted("state")), CardsStanding.LIVE),
        honour=next((each for each in Honour if each == wanted("honour")), None),
        expiry=next((each for each in Expiry if each == wanted("expiry")), None),
        without_plastic=without_plastic,
        sort=wanted("sort", ""),
    )


def filters_of(arguments: MultiDict[str, str]) -> dict[str, str]:
    """Answer those arguments of a page's address that choose cards, to hand them on."""
    return {name: arguments[name] for name in FILTERS if name in arguments}


def card_columns(policy: Policy, language: Language, *, today: date) -> tuple[Column[CardRow], ...]:
    """Answer the columns."""
    return (
        Column(gettext("卡号"), lambda row: row.card.number),
        Column(gettext("姓名"), lambda row: row.card.holder.name),
        Column(gettext("荣誉"), lambda row: honour_names(row.honours, policy, language), 18),
        Column(gettext("用人单位"), lambda row: row.card.holder.host_employer, 30),
        Column(gettext("发卡日期"), lambda row: row.card.issued_on, 13, CellKind.DAY),
        Column(gettext("有效期至"), lambda row: row.card.expires_on, 13, CellKind.DAY),
        Column(gettext("状态"), lambda row: card_condition(row.card, today).word, 12),
        Column(gettext("暂停至"), lambda row: row.card.suspended_until, 13, CellKind.DAY),
    )


def cards_asked(
    asked: CardsAsked, policy: Policy, language: Language, *, today: date
) -> list[tuple[str, str]]:
    """Answer the filters in words."""
    said = [(gettext("状态"), str(STANDING_WORDS[asked.standing]))]
    if asked.honour is not None:
        said.append((gettext("荣誉"), honour_names([asked.honour], policy, language)))
    if asked.expiry is not None:
        said.append((gettext("有效期至"), expiry_days(asked.expiry, today=today)))
    if asked.text.strip():
        said.append((gettext("查找"), without_numbers(asked.text)))
    return said


def expiry_days(expiry: Expiry, *, today: date) -> str:
    """Answer a time of expiry as its first and last day."""
    first, last = days_of(expiry, today=today)
    return gettext("%(start)s 至 %(end)s", start=show_day(first), end=show_day(last))
