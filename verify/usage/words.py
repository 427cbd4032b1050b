"""Words of the usage pages: kinds of lines, outcomes, masked card numbers."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from core.policy.model import Policy
from core.policy.vocabulary import Language
from core.web.language import show_day
from verify.scanning.models import EntryKind
from verify.scanning.reasons import Outcome
from verify.usage.filters import UsageFilters

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
        EntryKind.RELEASE: lazy_gettext("办结"),
    }
)


def benefit_name(policy: Policy, code: str, language: Language) -> str:
    """Answer a benefit's name; one that an earlier policy had is shown by its code."""
    return policy.benefit(code).name.in_(language) if policy.has_benefit(code) else code


def by_whom(name: str | None) -> str:
    """Answer who stood at the desk, or that nobody is recorded."""
    return name or gettext("未记录")


def range_words(filters: UsageFilters) -> str:
    """Answer the days that are shown, in words."""
    first, last = filters.from_day, filters.to_day
    if first and last:
        return gettext("%(start)s 至 %(end)s", start=show_day(first), end=show_day(last))
    if first:
        return gettext("%(start)s 至今", start=show_day(first))
    if last:
        return gettext("截至 %(end)s", end=show_day(last))
    return gettext("全部时间")
