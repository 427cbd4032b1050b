"""The words of the consents: sound, in both languages, and true to the policy's own settings."""

from pathlib import Path

import pytest

from cardholders.consents.load_terms import load_terms
from cardholders.consents.terms import ConsentKind, ConsentPurpose
from core.policy.errors import PolicyError
from core.policy.load import load_policy
from core.policy.vocabulary import SettingCode
from core.settings import PROJECT_ROOT

FILE = PROJECT_ROOT / "policy" / "consents.yaml"
POLICY = load_policy(PROJECT_ROOT / "policy" / "jinzhong-2023-10.yaml")


def test_every_purpose_has_words_of_today() -> None:
    terms = load_terms(FILE)
    assert [each.code for each in terms.purposes] == list(ConsentPurpose)
    for purpose in ConsentPurpose:
        assert terms.of(purpose).current.points
    notice = terms.of(ConsentPurpose.SERVICE_NOTICE)
    assert notice.kind is ConsentKind.NOTICE
    roll = terms.of(ConsentPurpose.HONOUR_ROLL)
    assert "典型宣传" in POLICY.article(roll.article or 0).text.zh


def test_the_notice_says_how_long_as_the_policy_sets_it() -> None:
    notice = load_terms(FILE).of(ConsentPurpose.SERVICE_NOTICE).current
    months = POLICY.setting(SettingCode.LOG_RETENTION).value
    assert f"{months}个月" in notice.summary.zh
    assert any(f"kept {months} months" in point.en for point in notice.points)


@pytest.mark.parametrize(
    ("passage", "replacement", "problem"),
    [
        ("code: medical_log", "code: honour_roll", "'medical_log' is missing"),
        ("- version: 1", "- version: 2", "where version 1 belongs"),
        ("asks_again: true\n        summary", "asks_again: false\n        summary", "first words"),
        ("kind: notice\n", "kind: advert\n", "cannot be 'advert'"),
        ("    asked: {zh: 激活绿卡时", "    asking: {zh: 激活绿卡时", "no key that is known"),
    ],
)
def test_broken_words_stop_the_start_and_name_the_line(
    tmp_path: Path, passage: str, replacement: str, problem: str
) -> None:
    text = FILE.read_text(encoding="utf-8")
    broken = tmp_path / "consents.yaml"
    broken.write_text(text.replace(passage, replacement, 1), encoding="utf-8")
    with pytest.raises(PolicyError, match=problem) as caught:
        load_terms(broken)
    assert caught.value.place.line > 1
