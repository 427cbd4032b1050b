"""Parts of a policy that do not fit together stop the start, with the line and what to do."""

from dataclasses import replace

import pytest

from core.policy.consistency import contradictions
from core.policy.load import PolicyError, load_policy
from core.policy.model import Policy
from tests.core.policy.breakage import Break, check
from tests.core.policy.jinzhong import Broken

FREE_STAY = "    term: 可免费入住\n    given_by: honour\n"
VALIDITY = "  - code: card_validity\n    value: 36\n    unit: months"
WINDOW = "  - code: same_gate_window\n    value: 10"
COMPANIONS = "  - code: companions\n    value: 0\n    unit: persons\n    basis: office"
G1A = "    effect: suspended\n    time_limit_days: 30\n    renewable: true"

BREAKS = {
    "duplicate_benefit": Break(
        "  - code: escort\n",
        "  - code: appointment\n",
        "appointment\n    name: {zh: 专员陪同",
        "second time",
        "another code",
    ),
    "duplicate_article": Break(
        "  - number: 24\n",
        "  - number: 23\n",
        "23\n    heading: {zh: 第二十四条",
        "second time",
        "another number",
    ),
    "article_missing": Break(
        "    article: 20\n" + FREE_STAY,
        "    article: 77\n" + FREE_STAY,
        "77\n",
        "article 77",
        "Add the article",
    ),
    "term_not_in_its_article": Break(
        "term: 可免费入住",
        "term: 可免费入驻",
        "可免费入驻",
        "does not stand in article 20",
        "own words",
    ),
    "term_of_another_article": Break(
        "    article: 20\n" + FREE_STAY,
        "    article: 19\n" + FREE_STAY,
        "可免费入住\n",
        "does not stand in article 19",
        "own words",
    ),
    "reward_term": Break(
        "term: 50 万元", "term: 60 万元", "60 万元", "does not stand", "own words"
    ),
    "condition_term": Break(
        "term: 与我市保持长期合作\n",
        "term: 与我市长期合作\n",
        "与我市长期合作\n",
        "does not stand",
        "own words",
    ),
    "note_term": Break(
        "term: 就近保障", "term: 就近安排", "就近安排", "does not stand", "own words"
    ),
    "criterion": Break(
        "      zh: 具有高超的创新能力",
        "      zh: 拥有高超的创新能力",
        "拥有高超的创新能力",
        "does not stand in article 9",
        "own words",
    ),
    "setting_missing": Break(
        "code: card_validity",
        "code: card_life",
        "- code: card_life",
        "card_validity is missing",
        "Add it",
    ),
    "setting_in_another_unit": Break(
        VALIDITY, VALIDITY.replace("months", "days"), "days\n", "counted in months", "Convert"
    ),
    "setting_of_another_value": Break(
        WINDOW,
        WINDOW.replace("10", "true"),
        "true\n    unit: minutes",
        "no value of unit minutes",
        "0 or more",
    ),
    "setting_negative": Break(WINDOW, WINDOW.replace("10", "-1"), "-1\n", "no value", "0 or more"),
    "setting_shown_as_text": Break(
        COMPANIONS,
        COMPANIONS.replace("office", "text"),
        'text\n    article: 21\n    wording:\n      zh: "仅限本人',
        "always of basis office",
        "Write office",
    ),
    "ground_of_text_without_article": Break(
        "    articles: [16]\n",
        "    articles: []\n",
        "text\n    articles: []",
        "names its articles",
        "Add",
    ),
    "ground_of_missing_article": Break(
        "    articles: [16]\n",
        "    articles: [18]\n",
        "18]",
        "article 18 is not",
        "Add the article",
    ),
    "ground_nobody_decides": Break(
        "decided_by: [officer]", "decided_by: []", "[]\n    second", "nobody decides", "Name who"
    ),
    "ground_time_limit": Break(
        G1A, G1A.replace("suspended", "card_revoked"), "30\n", "only of a suspension", "Correct"
    ),
    "ground_renewable": Break(
        "    time_limit_days: 30\n",
        "",
        "true\n    consequence",
        "nothing to renew",
        "time_limit_days",
    ),
    "duplicate_honour": Break(
        "  - code: special\n    name",
        "  - code: xiancai\n    name",
        "xiancai\n    name: {zh: 晋中市",
        "second time",
        "another code",
    ),
    "pattern": Break(
        "'^市办发〔[0-9]{4}〕[0-9]{1,4}号$'",
        "'^市办发〔[0-9{4}〕'",
        "'^市办发",
        "not a regular expression",
        "Correct",
    ),
    "pattern_example": Break(
        "example: 晋中人才〔2026〕3号",
        "example: 晋中人才2026年3号",
        "'^[一-龥]",
        "does not match",
        "example",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_breakage_names_its_place_and_what_to_do(broken: Broken, name: str) -> None:
    check(broken, BREAKS[name])


def test_the_first_of_several_faults_is_named(broken: Broken) -> None:
    file = broken("term: 就近保障", "term: 就近安排")
    text = file.read_text(encoding="utf-8").replace("    articles: [16]\n", "    articles: [18]\n")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyError, match="就近安排"):
        load_policy(file)


def test_a_city_may_confer_fewer_honours_if_nothing_speaks_of_the_others(policy: Policy) -> None:
    special = policy.honours[3:]
    benefits = tuple(
        replace(benefit, honours=(special[0].code,), rewards=benefit.rewards[3:])
        for benefit in policy.benefits
    )
    fewer = replace(policy, honours=special, benefits=benefits)
    assert [fault.path for fault in contradictions(fewer)] == [
        ("criteria", number, "honour") for number in range(9)
    ]
    assert not list(contradictions(replace(fewer, criteria=())))


def test_a_rule_of_grades_names_a_grade(policy: Policy) -> None:
    rules = (replace(policy.grade_rules[0], grades=()), policy.grade_rules[1])
    (fault,) = contradictions(replace(policy, grade_rules=rules))
    assert fault.path == ("grade_rules", 0, "grades")
