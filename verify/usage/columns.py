"""The usage log as an Excel file: its columns for the office and for a partner."""

from flask_babel import gettext

from cardholders.people.masking import mask_number
from core.policy.model import Policy
from core.policy.vocabulary import Language
from core.spreadsheet import CellKind, Column
from partners.words import PARTNER_KINDS
from verify.scanning.words import title_of
from verify.usage import words
from verify.usage.choices import Choices
from verify.usage.filters import UsageFilters
from verify.usage.lines import UsageLine

UsageColumn = Column[UsageLine]


def partner_columns(policy: Policy, language: Language) -> tuple[UsageColumn, ...]:
    """Answer the columns of a partner's own lines: card numbers masked as on the page."""
    return (
        Column(gettext("时间"), lambda line: line.at, 18, CellKind.MOMENT),
        *_columns(policy, language),
        Column(
            gettext("卡号"),
            lambda line: mask_number(line.card_number) if line.card_number else None,
        ),
    )


def office_columns(policy: Policy, language: Language) -> tuple[UsageColumn, ...]:
    """Answer the columns of the office: every partner, whole card numbers, no name of a holder."""
    return (
        Column(gettext("时间"), lambda line: line.at, 18, CellKind.MOMENT),
        Column(gettext("单位类别"), lambda line: str(PARTNER_KINDS[line.partner_kind]), 12),
        Column(gettext("单位"), lambda line: line.partner, 28),
        *_columns(policy, language),
        Column(gettext("卡号"), lambda line: line.card_number),
    )


def _columns(policy: Policy, language: Language) -> tuple[UsageColumn, ...]:
    return (
        Column(gettext("地点"), lambda line: line.site, 24),
        Column(gettext("服务台"), lambda line: line.desk),
        Column(gettext("事项"), lambda line: str(words.ENTRY_KINDS[line.kind]), 10),
        Column(
            gettext("权益"),
            lambda line: (
                words.benefit_name(policy, line.benefit, language) if line.benefit else None
            ),
            20,
        ),
        Column(gettext("结果"), lambda line: str(words.OUTCOMES[line.outcome]), 10),
        Column(gettext("原因"), lambda line: title_of(line.reason), 20),
        Column(
            gettext("核对证件"),
            lambda line: gettext("已核对证件") if line.document_checked else None,
            12,
        ),
        Column(gettext("经办"), lambda line: line.by, 18),
        Column(gettext("撤销时间"), lambda line: line.voided_at, 18, CellKind.MOMENT),
    )


def usage_asked(
    filters: UsageFilters,
    policy: Policy,
    language: Language,
    *,
    choices: Choices,
) -> list[tuple[str, str]]:
    """Answer the filters in words."""
    divisions = {each.code: each.name.in_(language) for each in policy.divisions}
    said = [
        (gettext("日期"), words.range_words(filters)),
        (gettext("单位类别"), str(PARTNER_KINDS[filters.kind]) if filters.kind else ""),
        (gettext("单位"), choices.partner(filters.partner_id) or ""),
        (gettext("县（区、市）"), divisions.get(filters.division or "", "")),
        (gettext("地点"), choices.site(filters.site_id) or ""),
        (
            gettext("权益"),
            words.benefit_name(policy, filters.benefit, language) if filters.benefit else "",
        ),
        (gettext("结果"), str(words.OUTCOMES[filters.outcome]) if filters.outcome else ""),
        (gettext("原因"), title_of(filters.reason) if filters.reason else ""),
        (gettext("卡号"), filters.card_number or ""),
    ]
    return [(name, value) for name, value in said if value]
