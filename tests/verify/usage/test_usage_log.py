"""The usage log: the office reads every line, a partner its own, and no page names anybody."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from cardholders.people.masking import mask_number
from core.accounts.roles import Role
from core.policy.vocabulary import Honour, Language, PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.api.calls import Device
from verify.usage.filters import UsageFilters
from verify.usage.lines import load_card_uses, load_usage

NAME = "欧阳望舒"


@pytest.fixture
def auditor(world: World, client: FlaskClient) -> FlaskClient:
    """A browser in which the office's auditor is signed in."""
    world.sign_in(client, world.account(Role.AUDITOR))
    return client


def page(client: FlaskClient, path: str) -> str:
    """Answer the page's text."""
    response = client.get(path)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def lines(text: str) -> int:
    """Answer how many lines of the log a page shows."""
    return len(re.findall(r"<th scope=\"row\"[^>]*><time", text))


def test_the_office_sees_every_scan_with_its_card_and_no_name(
    world: World, hospital: Device, gate: Device, auditor: FlaskClient
) -> None:
    card = world.card(Honour.YOUCAI, name=NAME)
    hospital.scan(world.phone(card).digits(), benefit="checkup")
    gate.scan("no code of ours")
    text = page(auditor, "/office/usage")
    assert lines(text) == 2
    assert f"/office/cards/{card.id}" in text
    assert card.number in text
    assert "读不出" in text
    assert "免费体检" in text
    assert NAME not in text
    assert "欧阳" not in text


def test_the_filters_narrow_the_log(
    world: World, hospital: Device, gate: Device, auditor: FlaskClient, clock: MovableClock
) -> None:
    card = world.card()
    hospital.scan(world.phone(card).digits(), benefit="checkup")
    clock.advance(timedelta(days=2))
    gate.scan("no code of ours")
    gate.scan(world.phone(world.card()).digits())
    with world.parts.database.reading() as session:
        newest = load_usage(session, UsageFilters(), language=Language.ZH).lines[0]
    assert newest.partner_kind is PartnerKind.SCENIC
    expected = {
        "": 3,
        "?from=2026-05-22": 2,
        "?to=2026-05-20": 1,
        "?from=2026-05-20&to=2026-05-22": 3,
        "?from=2026-05-23": 0,
        "?kind=scenic": 2,
        "?kind=hospital&outcome=granted": 1,
        "?outcome=refused": 1,
        "?benefit=checkup": 1,
        f"?q={card.number}": 1,
        f"?q={card.number.lower()}": 1,
        "?q=JZ26-999999-9": 0,
        "?partner=1": 1,
        "?partner=999": 0,
    }
    for query, count in expected.items():
        assert lines(page(auditor, f"/office/usage{query}")) == count, query


@pytest.mark.parametrize(
    "query",
    [
        "?from=yesterday",
        "?from=0001-01-01&to=9999-12-31",
        "?from=2026-05-22&to=2026-05-01",
        "?q=%00",
        "?q=" + "9" * 5000,
        "?partner=99999999999999999999&before=99999999999999999999&after=-1",
        "?partner=%C2%B2&kind=x&outcome=%00&benefit=%00",
        "?before=9223372036854775807&after=9223372036854775807",
    ],
)
def test_what_cannot_be_is_passed_over(query: str, auditor: FlaskClient) -> None:
    page(auditor, f"/office/usage{query}")


def test_the_log_is_turned_page_by_page_without_a_gap(world: World, hospital: Device) -> None:
    for number in range(7):
        hospital.scan(f"no code {number}")
    seen: list[int] = []
    filters = UsageFilters()
    with world.parts.database.reading() as session:
        first = load_usage(session, filters, language=Language.ZH, size=3)
        assert first.newer is None
        turned = first
        seen += [line.id for line in turned.lines]
        while turned.older:
            filters = UsageFilters(before=turned.older)
            turned = load_usage(session, filters, language=Language.ZH, size=3)
            seen += [line.id for line in turned.lines]
        assert seen == sorted(seen, reverse=True)
        assert len(seen) == 7
        back = UsageFilters(after=turned.newer)
        middle = load_usage(session, back, language=Language.ZH, size=3)
        assert [line.id for line in middle.lines] == seen[3:6]
        newest = load_usage(session, UsageFilters(after=middle.newer), language=Language.ZH, size=3)
    assert newest.lines == first.lines
    assert newest.newer is None


def test_a_partner_sees_its_own_lines_only_and_masked(
    world: World, hospital: Device, gate: Device, client: FlaskClient
) -> None:
    card = world.card(name=NAME)
    hospital.scan(world.phone(card).digits())
    gate.scan(world.phone(world.card()).digits())
    own = world.desk(PartnerKind.HOSPITAL)
    for role in (Role.PARTNER_MANAGER, Role.OPERATOR):
        hospital_partner = 1
        world.sign_in(client, world.account(role, partner_id=hospital_partner))
        text = page(client, "/partner")
        assert lines(text) == 1
        assert mask_number(card.number) in text
        assert card.number not in text
        assert NAME not in text
        assert "/office/cards/" not in text
        assert lines(page(client, f"/partner?q={card.number}")) == 1
    world.sign_in(
        client, world.account(Role.PARTNER_MANAGER, partner_id=world.place(own).partner_id)
    )
    assert lines(page(client, "/partner")) == 0
    assert lines(page(client, f"/partner?q={card.number}")) == 0


def test_another_partners_id_is_not_found(
    world: World, hospital: Device, gate: Device, client: FlaskClient
) -> None:
    world.sign_in(client, world.account(Role.PARTNER_MANAGER, partner_id=1))
    assert client.get("/partner?partner=1").status_code == 200
    assert client.get("/partner?partner=2").status_code == 404
    assert client.get("/office/usage").status_code == 403


def test_the_office_has_no_partner_page(auditor: FlaskClient) -> None:
    assert auditor.get("/partner").status_code == 403


def test_a_use_that_was_taken_back_says_so(
    world: World, hospital: Device, auditor: FlaskClient
) -> None:
    use = hospital.scan(world.phone(world.card()).digits(), benefit="checkup")
    hospital.void(use["id"], reason="not_used")
    text = page(auditor, "/office/usage")
    assert "10:00 已撤销" in text
    with world.parts.database.reading() as session:
        void, scan = load_usage(session, UsageFilters(), language=Language.ZH).lines
    assert void.voided_at is None
    assert scan.voided_at is not None


def test_the_uses_of_one_card_are_its_own_and_the_newest_come_first(
    world: World, hospital: Device, gate: Device, clock: MovableClock
) -> None:
    card = world.card()
    phone = world.phone(card)
    hospital.scan(phone.digits())
    clock.advance(timedelta(minutes=1))
    gate.scan(phone.digits())
    gate.scan(world.phone(world.card()).digits())
    with world.parts.database.reading() as session:
        uses = load_card_uses(session, card.id, language=Language.EN, limit=9)
        latest = load_card_uses(session, card.id, language=Language.ZH, limit=1)
    assert [use.partner_kind for use in uses] == [PartnerKind.SCENIC, PartnerKind.HOSPITAL]
    assert uses[0].site.startswith("Sample site")
    assert uses[0].by == "演示设备"
    assert [use.id for use in latest] == [uses[0].id]


def test_a_card_number_is_masked_to_its_end() -> None:
    assert mask_number("JZ26-000123-7") == "JZ26-*****3-7"
