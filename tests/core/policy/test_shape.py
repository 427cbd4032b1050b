"""What is no policy in its shape stops the start, with its line and what to do."""

from pathlib import Path

import pytest

from core.policy.load import PolicyError, load_policy
from tests.core.policy.breakage import Break, check
from tests.core.policy.jinzhong import POLICY_FILE, Broken

CHECKUP = "limit: {kind: per_year, times: 1, basis: office, setting: checkups_per_year}"
WINDOW = "  - code: same_gate_window\n    value: 10"

BREAKS = {
    "syntax": Break("version: jinzhong-2023-10", "version: [", "document:", "not YAML", "syntax"),
    "unknown_key": Break(
        "telephone: 0354-000 0000", "telefone: 0354-000 0000", "telefone:", "'telefone'", "spelling"
    ),
    "missing_key": Break(
        "  telephone: 0354-000 0000\n",
        "",
        "name:\n    zh: 市委人才工作领导小组",
        "'telephone' is missing",
        "Add 'telephone'",
    ),
    "key_twice": Break(
        "  telephone: 0354-000 0000",
        "  telephone: 1\n  telephone: 2",
        "telephone: 2",
        "second time",
        "line",
    ),
    "empty_text": Break("telephone: 0354-000 0000", "telephone: ''", "''", "empty text", "words"),
    "number_for_a_word": Break(
        "telephone: 0354-000 0000",
        "telephone: 3540000",
        "3540000",
        "'telephone' does not fit",
        "valid string",
    ),
    "alias": Break(
        "city: {zh: 晋中市, en: Jinzhong}",
        "city: {zh: &a 晋中市, en: *a}",
        "en: *a",
        "alias",
        "Write the words out",
    ),
    "unknown_tag": Break("status: trial", "status: !trial x", "!trial x", "not YAML", "syntax"),
    "value_of_another_kind": Break(
        "status: trial", "status: !!binary aGk=", "!!binary", "a value of kind", "plain text"
    ),
    "no_such_day": Break(
        "issued_on: 2023-07-31", "issued_on: 2023-07-32", "2023-07-32", "no date", "YYYY-MM-DD"
    ),
    "not_a_date": Break(
        "issued_on: 2023-07-31", "issued_on: July", "July", "'issued_on' does not fit", "date"
    ),
    "unknown_honour": Break(
        "honours: [yingcai, special]",
        "honours: [yingcai, mengcai]",
        "mengcai",
        "cannot be 'mengcai'",
        "'special'",
    ),
    "unknown_partner_kind": Break(
        "partner_kind: apartment\n    scannable",
        "partner_kind: hotel\n    scannable",
        "hotel\n",
        "cannot be 'hotel'",
        "'apartment'",
    ),
    "times_half": Break(
        CHECKUP,
        CHECKUP.replace("times: 1", "times: 0.5"),
        "0.5, basis",
        "'times' does not fit",
        "integer",
    ),
    "limit_missing": Break(
        "    " + CHECKUP + "\n", "", "code: checkup", "'limit' is missing", "Add"
    ),
    "setting_of_words": Break(
        WINDOW, WINDOW.replace("10", "ten"), "ten\n", "'value' does not fit", "valid"
    ),
    "ground_approver": Break(
        "second_approver: when_repeated",
        "second_approver: sometimes",
        "sometimes",
        "cannot be 'sometimes'",
        "'never'",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_breakage_names_its_place_and_what_to_do(broken: Broken, name: str) -> None:
    check(broken, BREAKS[name])


@pytest.mark.parametrize(
    ("content", "line", "column", "problem"),
    [
        (b"", 1, 1, "the file is empty"),
        (b"# nothing yet\n", 1, 1, "the file is empty"),
        (b"version: 1\ncity: \xff\n", 2, 1, "not UTF-8"),
        (b"version: 1\ncity: a\x07b\n", 2, 8, "a character that YAML forbids"),
        (b"- a\n- b\n", 1, 1, "'the policy' does not fit"),
        (b"version: x\n---\nversion: y\n", 2, 1, "not YAML"),
        (b"version: x\n? [a]\n: b\n", 2, 3, "a key that is no word"),
    ],
)
def test_what_is_no_policy_at_all_is_refused_with_its_place(
    tmp_path: Path, content: bytes, line: int, column: int, problem: str
) -> None:
    file = tmp_path / "policy.yaml"
    file.write_bytes(content)
    with pytest.raises(PolicyError) as caught:
        load_policy(file)
    assert caught.value.problem.startswith(problem)
    assert (caught.value.place.line, caught.value.place.column) == (line, column)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"nowhere\.yaml.*Check the path"):
        load_policy(tmp_path / "nowhere.yaml")


def test_line_ends_and_byte_order_mark_of_another_system_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    text = POLICY_FILE.read_text(encoding="utf-8").replace("\n", "\r\n")
    file.write_bytes(text.encode("utf-8-sig"))
    assert load_policy(file) == load_policy(POLICY_FILE)
