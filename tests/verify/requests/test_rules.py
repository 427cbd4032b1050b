"""The rules of requests, case by case, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from core.policy.model import Policy
from core.policy.vocabulary import Honour, PartnerKind
from core.web.services import services
from verify.requests.rules import (
    MOST_OPEN,
    Applicant,
    Refusal,
    RequestState,
    SiteOnDay,
    Wish,
    can_be_requested,
    judge_wish,
    state_on,
)

TODAY = date(2026, 5, 20)
A_DAY = timedelta(days=1)
HOLDER = Applicant((Honour.YOUCAI,), True, date(2029, 5, 19), frozenset(), True)
HOSPITAL = SiteOnDay(1, PartnerKind.HOSPITAL, covered=True)
APARTMENT = SiteOnDay(2, PartnerKind.APARTMENT, covered=True)


@pytest.fixture
def policy(app: Flask) -> Policy:
    return services().policy


def judge(
    policy: Policy,
    benefit: str = "appointment",
    *,
    day: date = TODAY,
    until: date | None = None,
    site: SiteOnDay | None = HOSPITAL,
    holder: Applicant = HOLDER,
) -> Refusal | None:
    wish = Wish(policy.benefit(benefit), day, until)
    return judge_wish(wish, holder, site, policy=policy, today=TODAY)


def test_what_a_desk_prepares_can_be_asked_for_and_nothing_else(policy: Policy) -> None:
    assert [each.code for each in policy.benefits if not can_be_requested(each)] == [
        "reward",
        "scenic_admission",
        "monthly_visit",
    ]
    assert judge(policy, "scenic_admission") is Refusal.NOT_REQUESTED
    assert judge(policy, "reward") is Refusal.NOT_REQUESTED


def test_only_an_honour_that_gives_it_may_ask(policy: Policy) -> None:
    assert judge(policy, "health_adviser") is Refusal.NOT_ENTITLED
    assert (
        judge(policy, "health_adviser", holder=replace(HOLDER, honours=(Honour.SPECIAL,))) is None
    )
    assert judge(policy, holder=replace(HOLDER, honours=())) is Refusal.NOT_ENTITLED


def test_what_the_card_gives_needs_the_card_and_what_the_honour_gives_does_not(
    policy: Policy,
) -> None:
    stopped = replace(HOLDER, card_in_use=False)
    expired = replace(HOLDER, card_until=TODAY - A_DAY)
    assert judge(policy, holder=stopped) is Refusal.CARD_STOPPED
    assert judge(policy, holder=expired) is Refusal.CARD_EXPIRED
    assert judge(policy, holder=replace(HOLDER, card_until=TODAY)) is None
    for holder in (stopped, expired):
        stay = judge(policy, "apartment", until=TODAY + A_DAY, site=APARTMENT, holder=holder)
        assert stay is None


@pytest.mark.parametrize(
    ("days", "refusal"),
    [(-1, Refusal.DAY_PAST), (0, None), (365, None), (366, Refusal.DAY_TOO_FAR)],
)
def test_the_day_lies_between_today_and_a_year_ahead(
    policy: Policy, days: int, refusal: Refusal | None
) -> None:
    assert judge(policy, day=TODAY + days * A_DAY) is refusal


@pytest.mark.parametrize(
    ("nights", "refusal"),
    [(None, Refusal.UNTIL_WRONG), (0, Refusal.UNTIL_WRONG), (1, None), (366, Refusal.UNTIL_WRONG)],
)
def test_a_stay_ends_after_it_begins(
    policy: Policy, nights: int | None, refusal: Refusal | None
) -> None:
    until = None if nights is None else TODAY + nights * A_DAY
    assert judge(policy, "apartment", until=until, site=APARTMENT) is refusal


def test_nothing_but_a_stay_has_a_last_day(policy: Policy) -> None:
    assert judge(policy, until=TODAY + A_DAY) is Refusal.UNTIL_WRONG


def test_the_site_is_one_that_gives_it_and_graded_on_the_day(policy: Policy) -> None:
    assert judge(policy, site=None) is Refusal.WRONG_SITE
    assert judge(policy, site=APARTMENT) is Refusal.WRONG_SITE
    assert judge(policy, site=replace(HOSPITAL, covered=False)) is Refusal.SITE_NOT_COVERED


def test_one_open_request_for_a_benefit_at_a_site_and_ten_in_all(policy: Policy) -> None:
    opened = frozenset({("appointment", 1), ("appointment", 9), ("checkup", 1)})
    assert judge(policy, holder=replace(HOLDER, opened=opened)) is Refusal.ALREADY_OPEN
    assert judge(policy, "escort", holder=replace(HOLDER, opened=opened)) is None
    full = frozenset(("appointment", number) for number in range(2, MOST_OPEN + 2))
    assert judge(policy, holder=replace(HOLDER, opened=full)) is Refusal.TOO_MANY_OPEN


def test_hospitals_need_a_consent_and_others_do_not(policy: Policy) -> None:
    silent = replace(HOLDER, medical_consent=False)
    assert judge(policy, holder=silent) is Refusal.CONSENT_NEEDED
    window = SiteOnDay(3, PartnerKind.SERVICE_DESK, covered=True)
    assert judge(policy, "title_review", site=window, holder=silent) is None


def test_an_open_request_lapses_after_its_last_day() -> None:
    for state in (RequestState.SUBMITTED, RequestState.ACCEPTED):
        assert state_on(state, TODAY, today=TODAY) is state
        assert state_on(state, TODAY - A_DAY, today=TODAY) is RequestState.LAPSED
    assert state_on(RequestState.DECLINED, TODAY - A_DAY, today=TODAY) is RequestState.DECLINED
