"""Who is entitled to what: every cell of the matrix, as the policy's reading has it."""

from typing import NamedTuple

import pytest

from core.policy.model import Policy
from core.policy.vocabulary import (
    Basis,
    Cadence,
    ConditionKind,
    GivenBy,
    Honour,
    LimitKind,
    PartnerKind,
    PhysicianRank,
    RecordedAs,
)

YINGCAI, YOUCAI, XIANCAI, SPECIAL = Honour
ALL = frozenset(Honour)
CARD, HONOUR = GivenBy.CARD, GivenBy.HONOUR
TEXT, OFFICE = Basis.TEXT, Basis.OFFICE
HOSPITAL, SCENIC = PartnerKind.HOSPITAL, PartnerKind.SCENIC
APARTMENT, SERVICE_DESK = PartnerKind.APARTMENT, PartnerKind.SERVICE_DESK
UNLIMITED, ONE_ACTIVE = LimitKind.UNLIMITED, LimitKind.ONE_ACTIVE


class Row(NamedTuple):
    """One line of the matrix."""

    code: str
    zh: str
    article: int
    given_by: GivenBy
    honours: frozenset[Honour]
    at: PartnerKind | None
    limit: LimitKind
    slots: int | None
    limit_basis: Basis
    recorded_as: RecordedAs
    scarce: bool = False


MATRIX = (
    Row("reward", "一次性奖励", 19, HONOUR, ALL, None,
        LimitKind.ONCE_EVER, 1, TEXT, RecordedAs.PAYMENT),
    Row("apartment", "人才公寓免费入住", 20, HONOUR, ALL, APARTMENT,
        ONE_ACTIVE, 1, OFFICE, RecordedAs.STAY, scarce=True),
    Row("appointment", "预约就诊", 21, CARD, ALL, HOSPITAL,
        UNLIMITED, None, OFFICE, RecordedAs.SERVICE),
    Row("escort", "专员陪同", 21, CARD, ALL, HOSPITAL,
        UNLIMITED, None, OFFICE, RecordedAs.SERVICE),
    Row("expert_consultation", "专家诊疗", 21, CARD, ALL, HOSPITAL,
        UNLIMITED, None, OFFICE, RecordedAs.SERVICE),
    Row("checkup", "免费体检", 21, CARD, ALL, HOSPITAL,
        LimitKind.PER_YEAR, 1, OFFICE, RecordedAs.SERVICE, scarce=True),
    Row("health_adviser", "健康顾问", 21, HONOUR, frozenset({YINGCAI, SPECIAL}), HOSPITAL,
        ONE_ACTIVE, 1, OFFICE, RecordedAs.ASSIGNMENT, scarce=True),
    Row("scenic_admission", "A级景区免费游览", 21, CARD, ALL, SCENIC,
        UNLIMITED, None, OFFICE, RecordedAs.ADMISSION),
    Row("schooling", "子女入学", 21, HONOUR, ALL, SERVICE_DESK,
        UNLIMITED, None, OFFICE, RecordedAs.TICKET),
    Row("business_registration", "工商登记", 21, HONOUR, ALL, SERVICE_DESK,
        UNLIMITED, None, OFFICE, RecordedAs.TICKET),
    Row("residence_and_immigration", "停居留和出入境", 21, HONOUR, ALL, SERVICE_DESK,
        UNLIMITED, None, OFFICE, RecordedAs.TICKET),
    Row("transport", "交通出行", 21, HONOUR, ALL, SERVICE_DESK,
        UNLIMITED, None, OFFICE, RecordedAs.TICKET),
    Row("public_culture", "公共文化", 21, HONOUR, ALL, SERVICE_DESK,
        UNLIMITED, None, OFFICE, RecordedAs.TICKET),
    Row("title_review", "职称评审不受限", 22, HONOUR, ALL, SERVICE_DESK,
        UNLIMITED, None, OFFICE, RecordedAs.STANDING),
    Row("monthly_visit", "每月走访座谈", 23, HONOUR, ALL, None,
        UNLIMITED, None, TEXT, RecordedAs.VISIT),
)  # fmt: skip
EVERY_ROW = pytest.mark.parametrize("row", MATRIX, ids=lambda row: row.code)


def test_the_matrix_is_whole_and_in_its_order(policy: Policy) -> None:
    assert [benefit.code for benefit in policy.benefits] == [row.code for row in MATRIX]


@EVERY_ROW
@pytest.mark.parametrize("honour", Honour)
def test_each_honour_gives_exactly_what_the_matrix_says(
    policy: Policy, row: Row, honour: Honour
) -> None:
    assert policy.entitled((honour,), row.code) == (honour in row.honours)


@EVERY_ROW
def test_each_benefit_has_its_article_its_giver_and_its_limit(policy: Policy, row: Row) -> None:
    benefit = policy.benefit(row.code)
    assert benefit.name.zh == row.zh
    assert (benefit.article, benefit.given_by) == (row.article, row.given_by)
    assert (benefit.limit.kind, benefit.limit.slots) == (row.limit, row.slots)
    assert benefit.limit.basis is row.limit_basis
    assert benefit.recorded_as is row.recorded_as
    assert benefit.scarce == row.scarce
    assert frozenset(policy.honours_entitled(row.code)) == row.honours


@pytest.mark.parametrize("kind", PartnerKind)
def test_a_desk_offers_its_own_benefits_in_file_order(policy: Policy, kind: PartnerKind) -> None:
    offered = [benefit.code for benefit in policy.benefits_at(kind)]
    assert offered == [row.code for row in MATRIX if row.at is kind]


@pytest.mark.parametrize("code", ["reward", "monthly_visit"])
def test_no_desk_scans_for_what_only_the_office_gives(policy: Policy, code: str) -> None:
    benefit = policy.benefit(code)
    assert not benefit.scannable
    assert benefit.partner_kind is None


def test_losing_the_card_ends_hospital_care_and_scenic_areas_alone(policy: Policy) -> None:
    by_card = {benefit.code for benefit in policy.benefits if benefit.given_by is CARD}
    hospital = {"appointment", "escort", "expert_consultation", "checkup"}
    assert by_card == hospital | {"scenic_admission"}


def test_rights_of_several_honours_add_up(policy: Policy) -> None:
    assert not policy.entitled((), "checkup")
    assert not policy.entitled((YOUCAI, XIANCAI), "health_adviser")
    assert policy.entitled((YOUCAI, SPECIAL), "health_adviser")


@pytest.mark.parametrize("rank", PhysicianRank)
def test_a_health_adviser_is_associate_chief_or_above(policy: Policy, rank: PhysicianRank) -> None:
    rule = policy.benefit("health_adviser").physician
    assert rule is not None
    assert rule.met_by(rank) == (rank in {PhysicianRank.ASSOCIATE_CHIEF, PhysicianRank.CHIEF})


@pytest.mark.parametrize(
    ("honour", "yuan", "basis"),
    [
        (YINGCAI, 1_000_000, TEXT),
        (YOUCAI, 500_000, TEXT),
        (XIANCAI, 100_000, TEXT),
        (SPECIAL, None, OFFICE),
    ],
)
def test_each_honour_has_its_reward(
    policy: Policy, honour: Honour, yuan: int | None, basis: Basis
) -> None:
    reward = policy.benefit("reward").reward(honour)
    assert reward is not None
    assert (reward.yuan, reward.limit.kind) == (yuan, LimitKind.ONCE_EVER)
    assert reward.limit.basis is basis
    assert policy.benefit("checkup").reward(honour) is None


def test_the_monthly_visit_is_due_to_long_term_cooperation_alone(policy: Policy) -> None:
    visit = policy.benefit("monthly_visit")
    assert visit.due is Cadence.MONTHLY
    assert [each.kind for each in visit.conditions] == [ConditionKind.LONG_TERM_COOPERATION]
    others = [benefit for benefit in policy.benefits if benefit.code != "monthly_visit"]
    assert not any(benefit.conditions or benefit.due for benefit in others)


@pytest.mark.parametrize(
    ("code", "basis", "note"),
    [
        ("appointment", TEXT, "费用照常"),
        ("escort", TEXT, "费用照常"),
        ("expert_consultation", TEXT, "费用照常"),
        ("health_adviser", TEXT, "费用照常"),
        ("checkup", OFFICE, "各医院合并计算"),
        ("scenic_admission", OFFICE, "仅限本人"),
        ("scenic_admission", OFFICE, "仅含门票"),
        ("schooling", TEXT, "主管部门“一把手”上手落实"),
    ],
)
def test_a_benefit_carries_the_sentences_that_must_stand_beside_it(
    policy: Policy, code: str, basis: Basis, note: str
) -> None:
    assert (basis, note) in [(each.basis, each.text.zh) for each in policy.benefit(code).notes]


def test_the_title_review_never_promises_the_fast_track(policy: Policy) -> None:
    review = policy.benefit("title_review")
    assert "直通车" not in review.name.zh + review.term
    (note,) = review.notes
    assert note.term == "符合条件的"
    assert "qualify" in note.text.en
