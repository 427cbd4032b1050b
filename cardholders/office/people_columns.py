"""The list of people as an Excel file: its columns, and what its last sheet says was asked."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext

from cardholders.office.words import GROUP_WORDS, card_condition
from cardholders.people.find_people import Group, PeopleAsked, PersonRow
from cardholders.people.nationality import nationality_name
from core.policy.lists import Choice, Division
from core.policy.model import Policy
from core.policy.vocabulary import Honour, Language
from core.spreadsheet import CellKind, Column

CARD_NUMBERS_BEGIN = "JZ"
AT = "@"


def people_columns(
    policy: Policy, language: Language, *, today: date
) -> tuple[Column[PersonRow], ...]:
    """Answer the columns; no document's number, no telephone and no mail address is among them."""
    forms, kinds = _names(policy.engagement_forms, language), _names(policy.talent_kinds, language)
    fields, divisions = _names(policy.fields, language), _names(policy.divisions, language)
    return (
        Column(gettext("姓名"), lambda row: row.holder.name),
        Column(
            gettext("国籍（地区）"),
            lambda row: nationality_name(row.holder.nationality, language),
        ),
        Column(gettext("荣誉"), lambda row: honour_names(row.honours, policy, language), 18),
        Column(gettext("用人单位"), lambda row: row.holder.host_employer, 30),
        Column(gettext("人事关系所在单位"), lambda row: row.holder.home_unit, 30),
        Column(gettext("引才形式"), lambda row: forms.get(row.holder.engagement_form)),
        Column(gettext("人才类别"), lambda row: kinds.get(row.holder.talent_kind)),
        Column(gettext("所属领域"), lambda row: fields.get(row.holder.field), 30),
        Column(gettext("所在县（区、市）"), lambda row: divisions.get(row.holder.division), 20),
        Column(
            gettext("长期合作"), lambda row: gettext("是") if row.holder.long_term else None, 10
        ),
        Column(gettext("卡号"), lambda row: row.card.number if row.card else None),
        Column(
            gettext("发卡日期"),
            lambda row: row.card.issued_on if row.card else None,
            13,
            CellKind.DAY,
        ),
        Column(
            gettext("有效期至"),
            lambda row: row.card.expires_on if row.card else None,
            13,
            CellKind.DAY,
        ),
        Column(gettext("状态"), lambda row: card_condition(row.card, today).word, 12),
        Column(gettext("登记时间"), lambda row: row.holder.registered_at, 18, CellKind.MOMENT),
    )


def people_asked(asked: PeopleAsked) -> list[tuple[str, str]]:
    """Answer the filters in words."""
    said = []
    if asked.group is not Group.ALL:
        said.append((gettext("分组"), str(GROUP_WORDS[asked.group])))
    if asked.text.strip():
        said.append((gettext("查找"), without_numbers(asked.text)))
    return said


def without_numbers(text: str) -> str:
    """Answer a text that people were looked for by, unless it may be more than their name."""
    text = text.strip()
    if AT in text:
        return gettext("一个邮箱地址（不写入文件）")
    if text.upper().startswith(CARD_NUMBERS_BEGIN) or not any(each.isdigit() for each in text):
        return text
    return gettext("一个号码（不写入文件）")


def honour_names(codes: Iterable[Honour], policy: Policy, language: Language) -> str:
    """Answer the short names of honours, side by side."""
    return " · ".join(policy.honour(code).short.in_(language) for code in codes)


def _names(choices: Iterable[Choice | Division], language: Language) -> dict[str, str]:
    return {choice.code: choice.name.in_(language) for choice in choices}
