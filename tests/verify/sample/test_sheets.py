"""The sheets of the sample data: broad, invented, and told in the policy's own words."""

from collections import Counter
from datetime import UTC, datetime

from core.policy.load import load_policy
from core.policy.vocabulary import Honour, PartnerKind
from core.settings import PROJECT_ROOT
from partners.models import DeskProfile
from verify.sample.moments import told_moment
from verify.sample.people import sample_decisions, sample_people
from verify.sample.places import MAIN_DESKS, sample_partners
from verify.sample.visits import Shown, sample_story

NOW = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
POLICY = load_policy(PROJECT_ROOT / "policy" / "jinzhong-2023-10.yaml")
DIVISIONS = {division.code for division in POLICY.divisions}
SITES = [site for partner in sample_partners() for site in partner.sites]
DESKS = {desk.code: desk for site in SITES for desk in site.desks}


def test_partners_stand_in_every_division_with_desks_of_every_profile() -> None:
    partners = sample_partners()
    assert 12 <= len(partners) <= 15
    assert {partner.kind for partner in partners} == set(PartnerKind)
    assert {site.division for site in SITES} == DIVISIONS
    assert {desk.profile for desk in DESKS.values()} == set(DeskProfile)
    assert len(DESKS) == sum(len(site.desks) for site in SITES)
    assert set(MAIN_DESKS.values()) <= DESKS.keys()


def test_what_has_a_chinese_name_has_an_english_one() -> None:
    named = [(each.name, each.name_en) for each in sample_partners()]
    named += [(each.name, each.name_en) for each in SITES]
    named += [(each.name, each.name_en) for each in DESKS.values()]
    for chinese, english in named:
        assert not chinese.isascii()
        assert english.isascii()
        assert chinese.endswith("演示）") == english.endswith("sample)"), chinese


def test_forty_people_of_every_division_honour_and_many_countries() -> None:
    people = sample_people()
    assert 40 <= len(people) <= 45
    assert len({person.name for person in people}) == len(people)
    assert {person.division for person in people} == DIVISIONS
    assert {honour for person in people for honour in person.honours} == set(Honour)
    countries = Counter(person.nationality for person in people if person.passport)
    assert len(countries) >= 8
    assert sum(countries.values()) >= len(people) // 5
    assert sum(Honour.SPECIAL in person.honours and len(person.honours) == 2 for person in people)
    characters = "".join(person.name for person in people)
    assert {"䶮", "𠮷", "·"} <= set(characters)
    assert any(len(person.name) > 40 for person in people)
    for person in people:
        assert bool(person.born) != bool(person.passport)
        assert (person.nationality == "CHN") == bool(person.born)


def test_decisions_span_a_year_and_name_a_team() -> None:
    decisions = sample_decisions()
    days = [decision.days_ago for decision in decisions]
    assert len(decisions) >= 5
    assert days == sorted(days, reverse=True)
    assert days[0] - days[-1] > 365
    units = (Counter(p.home_unit for p in decision.people) for decision in decisions)
    assert any(max(counted.values()) >= 4 for counted in units)


def test_visits_are_told_in_the_order_of_time_and_of_people_and_desks_that_are_there() -> None:
    story = sample_story()
    names = {person.name for person in sample_people()}
    for told in (story.office, story.own, story.visits):
        moments = [told_moment(NOW, each.when) for each in told]
        assert moments == sorted(moments)
        assert len(set(moments)) == len(moments)
    for visit in story.visits:
        assert visit.desk in DESKS, visit
        assert visit.who in names or visit.shown in {
            *(Shown.PAYMENT_CODE, Shown.NOTHING_OF_OURS, Shown.TRUNCATED)
        }
        for benefit in visit.benefits:
            assert POLICY.benefit(benefit).code == benefit
    for act in story.office:
        assert act.who in names
        assert act.reinstated or POLICY.ground(act.ground).code == act.ground


def test_codes_reach_people_by_telephone_by_mail_by_both_and_by_neither() -> None:
    people = {person.name: person for person in sample_people()}
    ways = {(bool(person.mobile), bool(person.mail)) for person in people.values()}
    assert len(ways) == 4
    assert any(person.mail and not person.mobile and person.passport for person in people.values())
    assert not people["韩退思"].mobile + people["韩退思"].mail
    for person in people.values():
        assert not person.mail or person.mail.endswith(".example"), "nobody's address"
