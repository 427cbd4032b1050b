"""An answer cites the article for a right, and never for what the office set."""

import pytest

from core.policy.citation import benefit_basis, setting_citation
from core.policy.load import load_policy
from core.policy.model import Policy, UnknownCodeError
from core.policy.vocabulary import Basis, Honour
from tests.core.policy.jinzhong import POLICY_FILE

CODES = [benefit.code for benefit in load_policy(POLICY_FILE).benefits]


def test_once_a_year_is_never_article_21s(policy: Policy) -> None:
    basis = benefit_basis(policy, "checkup")
    entitled = basis.entitlement
    assert (entitled.basis, entitled.article, entitled.term) == (Basis.TEXT, 21, "免费体检")
    assert (basis.limit.basis, basis.limit.article) == (Basis.OFFICE, None)
    assert basis.limit.setting == "checkups_per_year"
    assert basis.limit.wording is not None
    assert "每个自然年1次" in basis.limit.wording.zh


@pytest.mark.parametrize("code", CODES)
def test_text_cites_an_article_and_office_a_setting_and_neither_both(
    policy: Policy, code: str
) -> None:
    basis = benefit_basis(policy, code)
    assert basis.entitlement.basis is Basis.TEXT
    for citation in (basis.entitlement, basis.limit):
        of_text = citation.basis is Basis.TEXT
        assert (citation.article is not None, citation.term is not None) == (of_text, of_text)
        assert (citation.setting is None, citation.wording is None) == (of_text, of_text)


def test_the_rewards_of_the_titles_are_one_time_by_the_text(policy: Policy) -> None:
    basis = benefit_basis(policy, "reward", honour=Honour.YOUCAI)
    assert (basis.entitlement.article, basis.entitlement.term) == (19, "50 万元")
    assert (basis.limit.basis, basis.limit.article) == (Basis.TEXT, 19)


def test_the_special_prize_is_paid_once_by_the_office(policy: Policy) -> None:
    basis = benefit_basis(policy, "reward", honour=Honour.SPECIAL)
    assert basis.entitlement.term == "采取“一事一议”方式确定奖励金额"
    assert (basis.limit.basis, basis.limit.article) == (Basis.OFFICE, None)


def test_a_setting_is_cited_with_its_wording(policy: Policy) -> None:
    citation = setting_citation(policy, "same_gate_window")
    assert citation.basis is Basis.OFFICE
    assert citation.article is None
    assert citation.wording == policy.setting("same_gate_window").wording


def test_what_the_policy_does_not_know_is_not_cited(policy: Policy) -> None:
    with pytest.raises(UnknownCodeError, match="helicopter"):
        benefit_basis(policy, "helicopter")
