"""Grounds, settings, grades and lists as the policy's reading has them."""

import re

import pytest

from core.policy.model import Policy, UnknownCodeError
from core.policy.vocabulary import (
    Basis,
    Effect,
    FollowUp,
    Language,
    PartnerKind,
    Party,
    PolicyStatus,
    SecondApprover,
    SettingCode,
)

NEVER, ALWAYS = SecondApprover.NEVER, SecondApprover.ALWAYS
OFFICE = (Party.TALENT_OFFICE,)
GROUNDS = [
    ("G1", (25, 15), (Party.LEADING_GROUP,), Effect.HONOUR_WITHDRAWN, NEVER, True, None),
    ("G1a", (25,), (Party.OFFICER,), Effect.SUSPENDED, NEVER, False, 30),
    ("G2", (), (Party.LEADING_GROUP,), Effect.HONOUR_CHANGED, NEVER, True, None),
    ("G3", (25,), OFFICE, Effect.SUSPENDED, NEVER, False, None),
    ("G4", (16,), OFFICE, Effect.CARD_REVOKED, ALWAYS, False, None),
    ("G5", (), (Party.HOLDER, *OFFICE), Effect.CARD_REPLACED, NEVER, False, None),
    ("G6", (), OFFICE, Effect.WARNED_THEN_SUSPENDED, SecondApprover.WHEN_REPEATED, False, None),
    ("G7", (), (Party.HOLDER,), Effect.CARD_REVOKED, NEVER, False, None),
    ("G8", (), OFFICE, Effect.CARD_EXPIRED, NEVER, False, None),
]


@pytest.mark.parametrize("row", GROUNDS, ids=[row[0] for row in GROUNDS])
def test_each_ground_says_who_decides_and_what_follows(
    policy: Policy,
    row: tuple[str, tuple[int, ...], tuple[Party, ...], Effect, SecondApprover, bool, int | None],
) -> None:
    code, articles, decided_by, effect, second, document, days = row
    ground = policy.ground(code)
    assert ground.articles == articles
    assert ground.basis is (Basis.TEXT if articles else Basis.OFFICE)
    assert (ground.decided_by, ground.effect) == (decided_by, effect)
    assert (ground.second_approver, ground.document_required) == (second, document)
    assert (ground.time_limit_days, ground.renewable) == (days, days is not None)


def test_the_grounds_are_whole_and_their_procedure_is_the_offices(policy: Policy) -> None:
    assert [ground.code for ground in policy.grounds] == [row[0] for row in GROUNDS]
    assert {ground.procedure_basis for ground in policy.grounds} == {Basis.OFFICE}


def test_proven_falsehood_flags_the_reward_and_prints_notice_and_uses(policy: Policy) -> None:
    assert set(policy.ground("G1").follow_ups) == set(FollowUp)
    assert not any(ground.follow_ups for ground in policy.grounds[1:])


def test_ended_cooperation_is_proposed_by_employer_or_bureau(policy: Policy) -> None:
    assert policy.ground("G3").proposed_by == (Party.EMPLOYER, Party.BUREAU)
    assert "不自动" in policy.ground("G3").consequence.zh


def test_revoking_a_card_is_not_withdrawing_the_honour(policy: Policy) -> None:
    ending = [ground.code for ground in policy.grounds if not ground.keeps_honour]
    assert ending == ["G1", "G2"]


@pytest.mark.parametrize(
    ("code", "first", "again"), [("G4", True, True), ("G6", False, True), ("G7", False, False)]
)
def test_a_second_approver_is_asked_for_as_the_ground_says(
    policy: Policy, code: str, *, first: bool, again: bool
) -> None:
    ground = policy.ground(code)
    assert ground.needs_second_approver(repeated=False) == first
    assert ground.needs_second_approver(repeated=True) == again


@pytest.mark.parametrize(
    ("code", "number"),
    [
        (SettingCode.CARD_VALIDITY, 36),
        (SettingCode.COMPANIONS, 0),
        (SettingCode.SAME_GATE_WINDOW, 10),
        ("checkups_per_year", 1),
        ("blackout_days", 0),
        (SettingCode.HONOUR_REVIEW_INTERVAL, 12),
        (SettingCode.EMPLOYER_ASSESSMENT_INTERVAL, 12),
        (SettingCode.REQUIRED_ATTACHMENTS, 3),
        (SettingCode.LOG_RETENTION, 24),
        (SettingCode.SECURITY_LOG_RETENTION, 12),
    ],
)
def test_the_office_set_these_numbers(policy: Policy, code: str, number: int) -> None:
    assert policy.setting(code).number == number
    with pytest.raises(TypeError, match=code):
        assert policy.setting(code).is_on


@pytest.mark.parametrize(
    ("code", "is_on"),
    [
        (SettingCode.PLASTIC_NEEDS_DOCUMENT, True),
        (SettingCode.PHONE_NEEDS_DOCUMENT, False),
        (SettingCode.AWARD_BESIDE_TITLE, True),
        ("team_members_named", True),
        ("contracted_hotel_free", True),
    ],
)
def test_the_office_set_these_switches(policy: Policy, code: str, *, is_on: bool) -> None:
    assert policy.setting(code).is_on == is_on
    with pytest.raises(TypeError, match=code):
        assert policy.setting(code).number


def test_no_honour_lapses_by_itself(policy: Policy) -> None:
    assert policy.setting(SettingCode.TITLE_LAPSE).value is None
    with pytest.raises(TypeError, match="no number"):
        assert policy.setting(SettingCode.TITLE_LAPSE).number


def test_every_setting_is_the_offices(policy: Policy) -> None:
    assert {setting.basis for setting in policy.settings} == {Basis.OFFICE}


@pytest.mark.parametrize(
    ("kind", "grade", "covered"),
    [
        (PartnerKind.HOSPITAL, "三甲", True),
        (PartnerKind.HOSPITAL, "三乙", False),
        (PartnerKind.HOSPITAL, None, False),
        (PartnerKind.SCENIC, "5A", True),
        (PartnerKind.SCENIC, "1A", True),
        (PartnerKind.SCENIC, "三甲", False),
        (PartnerKind.SCENIC, None, False),
        (PartnerKind.APARTMENT, None, True),
        (PartnerKind.SERVICE_DESK, None, True),
    ],
)
def test_a_site_is_covered_by_its_grade(
    policy: Policy, kind: PartnerKind, grade: str | None, *, covered: bool
) -> None:
    assert policy.covers(kind, grade) == covered


def test_the_lists_are_whole(policy: Policy) -> None:
    assert [c.name.zh for c in policy.engagement_forms] == [
        "项目合作", "兼职服务", "平台引才", "其他方式",
    ]  # fmt: skip
    assert [c.term for c in policy.bureaus] == [
        "科技", "工信", "农业", "教育", "卫健", "文旅", "招商引资",
    ]  # fmt: skip
    assert [d.name.zh for d in policy.divisions] == [
        "榆次区", "太谷区", "祁县", "平遥县", "灵石县", "寿阳县", "昔阳县", "和顺县", "左权县",
        "榆社县", "介休市", "山西转型综改示范区晋中开发区",
    ]  # fmt: skip
    assert (len(policy.fields), len(policy.talent_kinds)) == (5, 3)


def test_the_documents_own_number_has_the_usual_form(policy: Policy) -> None:
    assert policy.document.status is PolicyStatus.TRIAL
    assert re.search(policy.document_numbers[0].pattern, policy.document.number)


def test_words_come_in_both_languages(policy: Policy) -> None:
    assert policy.card.name.in_(Language.ZH) == "晋中人才绿卡"
    assert policy.card.name.in_(Language.EN) == "Jinzhong Talent Green Card"
    assert policy.contact.name.zh == "市委人才工作领导小组办公室"
    assert (policy.contact.article, policy.contact.telephone) == (26, "0354-000 0000")


def test_what_the_policy_does_not_know_is_said(policy: Policy) -> None:
    assert policy.has_benefit("checkup")
    assert not policy.has_benefit("helicopter")
    for ask in (policy.benefit, policy.setting, policy.ground):
        with pytest.raises(UnknownCodeError, match="helicopter"):
            ask("helicopter")
    with pytest.raises(UnknownCodeError, match="18"):
        policy.article(18)
    assert policy.article(21).heading.zh == "第二十一条"
    assert policy.honour(policy.honours[3].code).short.zh == "特殊贡献"
