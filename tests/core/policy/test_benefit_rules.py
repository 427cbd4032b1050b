"""A benefit that does not fit in itself stops the start, with its line and what to do."""

import pytest

from tests.core.policy.breakage import Break, check
from tests.core.policy.jinzhong import Broken

CHECKUP = "limit: {kind: per_year, times: 1, basis: office, setting: checkups_per_year}"
STAYS = "limit: {kind: one_active, basis: office, setting: active_stays}"
SPECIAL = "limit: {kind: once_ever, basis: office, setting: special_reward_payments}"
VISIT = "recorded_as: visit\n    limit: {kind: unlimited, basis: text}"

BREAKS = {
    "honour_not_conferred": Break(
        "  - code: youcai\n    name: {zh: 晋中优才, en: Jinzhong Youcai}\n"
        "    short: {zh: 优才, en: Youcai}\n    article: 8\n"
        "    term: 晋中优才\n",
        "",
        "youcai, xiancai, special]\n    scannable: false\n    scarce: false\n"
        "    recorded_as: payment",
        "youcai is not among",
        "Add the honour",
    ),
    "honour_twice": Break(
        "honours: [yingcai, special]",
        "honours: [yingcai, yingcai]",
        "yingcai]\n",
        "second time",
        "Remove it",
    ),
    "nobody_entitled": Break(
        "honours: [yingcai, special]",
        "honours: []",
        "[]\n    partner_kind: hospital",
        "no honour",
        "Name one",
    ),
    "note_without_term": Break(
        "      - basis: text\n        term: 就近保障\n",
        "      - basis: text\n",
        "text\n        text: {zh: 就近保障",
        "quotes its 'term'",
        "term",
    ),
    "per_year_without_times": Break(
        CHECKUP, CHECKUP.replace(" times: 1,", ""), "per_year,", "has 'times'", "Add or remove"
    ),
    "times_beside_another_kind": Break(
        STAYS,
        STAYS.replace("active,", "active, times: 1,", 1),
        "one_active, times",
        "has 'times'",
        "Add or remove",
    ),
    "times_zero": Break(
        CHECKUP, CHECKUP.replace("times: 1", "times: 0"), "0, basis", "not positive", "1 or more"
    ),
    "limit_against_setting": Break(
        CHECKUP,
        CHECKUP.replace("times: 1", "times: 2"),
        "checkups_per_year}",
        "says 1, the limit 2",
        "agree",
    ),
    "limit_against_switch": Break(
        STAYS,
        STAYS.replace("active_stays", "contracted_hotel_free"),
        "contracted_hotel_free}",
        "says True",
        "agree",
    ),
    "limit_of_unknown_setting": Break(
        STAYS,
        STAYS.replace("active_stays", "nights"),
        "nights}",
        "not among the settings",
        "Add the setting",
    ),
    "office_limit_without_setting": Break(
        SPECIAL,
        "limit: {kind: once_ever, basis: office}",
        "office}\n",
        "names its 'setting'",
        "Add or remove",
    ),
    "text_limit_with_setting": Break(
        VISIT,
        VISIT.replace("text", "text, setting: active_stays"),
        "text, setting",
        "names its 'setting'",
        "Add or remove",
    ),
    "adviser_of_any_rank": Break(
        "    physician: {least_rank: associate_chief, term: 副高职称以上}\n",
        "",
        "assignment\n",
        "has a 'physician'",
        "least rank",
    ),
    "rank_that_the_article_does_not_name": Break(
        "least_rank: associate_chief, term: 副高职称以上",
        "least_rank: chief, term: 正高职称以上",
        "正高职称以上",
        "does not stand in article 21",
        "own words",
    ),
    "stay_without_end": Break(
        STAYS,
        "limit: {kind: unlimited, basis: office, setting: service_tickets}",
        "unlimited, basis: office, setting: service_tickets}\n    notes:\n      - basis: text\n"
        "        term: 就近保障",
        "limit of kind one_active",
        "Change",
    ),
    "scannable_nowhere": Break(
        "    partner_kind: scenic\n    scannable",
        "    scannable",
        "true\n    scarce: false\n    recorded_as: admission",
        "go together",
        "Name the kind",
    ),
    "honour_without_reward": Break(
        "      - {honour: youcai, yuan: 500000, term: 50 万元, "
        "limit: {kind: once_ever, basis: text}}\n",
        "",
        "- {honour: yingcai, yuan",
        "youcai has no reward",
        "Add one",
    ),
    "reward_twice": Break(
        "      - honour: special\n",
        "      - {honour: yingcai, yuan: 1, term: 奖励, limit: {kind: once_ever, basis: text}}\n"
        "      - honour: special\n",
        "yingcai, yuan: 1,",
        "second time",
        "another honour",
    ),
    "reward_of_nothing": Break("yuan: 500000", "yuan: 0", "0, term", "not positive", "Correct"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_breakage_names_its_place_and_what_to_do(broken: Broken, name: str) -> None:
    check(broken, BREAKS[name])
