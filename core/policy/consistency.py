"""Holds the parts of a policy against each other: whatever refers to nothing is named."""

import re
from collections.abc import Iterable, Iterator

from core.policy.benefit_rules import of_benefit
from core.policy.contradiction import Contradiction, repeated
from core.policy.lists import Setting
from core.policy.model import Policy
from core.policy.quotations import Quotation, quotations
from core.policy.vocabulary import Basis, Effect, SettingCode, SettingUnit

_RELIED_ON: dict[str, SettingUnit] = {
    SettingCode.CARD_VALIDITY: SettingUnit.MONTHS,
    SettingCode.SAME_GATE_WINDOW: SettingUnit.MINUTES,
    SettingCode.COMPANIONS: SettingUnit.PERSONS,
    SettingCode.HONOUR_REVIEW_INTERVAL: SettingUnit.MONTHS,
    SettingCode.EMPLOYER_ASSESSMENT_INTERVAL: SettingUnit.MONTHS,
    SettingCode.AWARD_BESIDE_TITLE: SettingUnit.SWITCH,
    SettingCode.REQUIRED_ATTACHMENTS: SettingUnit.ITEMS,
    SettingCode.PLASTIC_NEEDS_DOCUMENT: SettingUnit.SWITCH,
    SettingCode.PHONE_NEEDS_DOCUMENT: SettingUnit.SWITCH,
    SettingCode.LOG_RETENTION: SettingUnit.MONTHS,
    SettingCode.SECURITY_LOG_RETENTION: SettingUnit.MONTHS,
}


def contradictions(policy: Policy) -> Iterator[Contradiction]:
    """Yield whatever does not fit together; nothing for a sound policy."""
    yield from _repeated_codes(policy)
    for quotation in quotations(policy):
        yield from _of_quotation(policy, quotation)
    for number, benefit in enumerate(policy.benefits):
        yield from of_benefit(policy, benefit, ("benefits", number))
    yield from _of_criteria(policy)
    yield from _of_settings(policy)
    yield from _of_grounds(policy)
    yield from _of_grades(policy)
    yield from _of_document_numbers(policy)


def _repeated_codes(policy: Policy) -> Iterator[Contradiction]:
    lists: dict[str, Iterable[object]] = {
        "honours": (each.code for each in policy.honours),
        "benefits": (each.code for each in policy.benefits),
        "settings": (each.code for each in policy.settings),
        "grounds": (each.code for each in policy.grounds),
        "criteria": (each.code for each in policy.criteria),
        "engagement_forms": (each.code for each in policy.engagement_forms),
        "fields": (each.code for each in policy.fields),
        "talent_kinds": (each.code for each in policy.talent_kinds),
        "bureaus": (each.code for each in policy.bureaus),
        "divisions": (each.code for each in policy.divisions),
    }
    for name, codes in lists.items():
        yield from repeated(codes, (name,), "code")
    yield from repeated((each.number for each in policy.articles), ("articles",), "number")
    kinds = (each.partner_kind for each in policy.grade_rules)
    yield from repeated(kinds, ("grade_rules",), "partner_kind")
    for number, rule in enumerate(policy.grade_rules):
        codes = (grade.code for grade in rule.grades)
        yield from repeated(codes, ("grade_rules", number, "grades"), "code")


def _of_quotation(policy: Policy, quotation: Quotation) -> Iterator[Contradiction]:
    article = next((each for each in policy.articles if each.number == quotation.article), None)
    if article is None:
        problem = f"article {quotation.article} is not among the articles"
        advice = "Add the article or correct the number"
        yield Contradiction(quotation.article_path, problem, advice)
    elif quotation.term is not None and not article.contains(quotation.term):
        problem = f"{quotation.term!r} does not stand in article {article.number}"
        yield Contradiction(quotation.term_path, problem, "Quote the article's own words")


def _of_criteria(policy: Policy) -> Iterator[Contradiction]:
    conferred = {title.code for title in policy.honours}
    for number, criterion in enumerate(policy.criteria):
        if criterion.honour not in conferred:
            problem = f"{criterion.honour!s} is not among the honours"
            path = ("criteria", number, "honour")
            yield Contradiction(path, problem, "Add the honour or remove the criterion")


def _of_settings(policy: Policy) -> Iterator[Contradiction]:
    present = {setting.code for setting in policy.settings}
    for code in SettingCode:
        if code not in present:
            yield Contradiction(("settings",), f"setting {code!s} is missing", "Add it")
    for number, setting in enumerate(policy.settings):
        path = ("settings", number)
        if setting.basis is not Basis.OFFICE:
            problem = "a setting is always of basis office"
            advice = "Write office, or make it a benefit's limit if the document says it"
            yield Contradiction((*path, "basis"), problem, advice)
        wanted = _RELIED_ON.get(setting.code)
        if wanted is not None and setting.unit is not wanted:
            problem = f"{setting.code} is counted in {wanted}, not in {setting.unit}"
            yield Contradiction((*path, "unit"), problem, "Convert the value to that unit")
        if not _fits(setting):
            problem = f"{setting.value!r} is no value of unit {setting.unit}"
            advice = "Write true or false for a switch, null for limitless, else 0 or more"
            yield Contradiction((*path, "value"), problem, advice)


def _fits(setting: Setting) -> bool:
    value = setting.value
    match setting.unit:
        case SettingUnit.SWITCH:
            return isinstance(value, bool)
        case SettingUnit.LIMITLESS:
            return value is None
        case _:
            return value is not None and not isinstance(value, bool) and value >= 0


def _of_grounds(policy: Policy) -> Iterator[Contradiction]:
    for number, ground in enumerate(policy.grounds):
        path = ("grounds", number)
        if (ground.basis is Basis.TEXT) != bool(ground.articles):
            problem = "a ground of basis text, and no other, names its articles"
            yield Contradiction((*path, "basis"), problem, "Add or remove articles")
        if not ground.decided_by:
            yield Contradiction((*path, "decided_by"), "nobody decides", "Name who does")
        days = ground.time_limit_days
        if days is not None and (days < 1 or ground.effect is not Effect.SUSPENDED):
            problem = "a time limit is 1 day or more, and only of a suspension"
            yield Contradiction((*path, "time_limit_days"), problem, "Correct or remove it")
        if ground.renewable and days is None:
            problem = "without a time limit there is nothing to renew"
            yield Contradiction((*path, "renewable"), problem, "Add 'time_limit_days'")


def _of_grades(policy: Policy) -> Iterator[Contradiction]:
    for number, rule in enumerate(policy.grade_rules):
        if not rule.grades:
            path = ("grade_rules", number, "grades")
            yield Contradiction(path, "no grade would do", "Name one, or remove the rule")


def _of_document_numbers(policy: Policy) -> Iterator[Contradiction]:
    for number, hint in enumerate(policy.document_numbers):
        path = ("document_numbers", number, "pattern")
        try:
            fits = re.search(hint.pattern, hint.example) is not None
        except re.error as error:
            problem = f"not a regular expression: {error.msg}"
            yield Contradiction(path, problem, "Correct the pattern")
        else:
            if not fits:
                problem = f"the example {hint.example!r} does not match"
                yield Contradiction(path, problem, "Correct the pattern or the example")
