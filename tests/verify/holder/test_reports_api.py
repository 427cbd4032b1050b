"""Reports by signed request: once, by the bound phone alone."""

from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cardholders.cards.models import Card
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.verify.holder.holder_phone import HolderPhone
from tests.verify.scanning.desk_calls import DeskCalls
from verify.scanning.models import UsageEntry

PATH = "/phone/api/reports"


@pytest.fixture
def card(world: World) -> Card:
    return world.card()


@pytest.fixture
def phone(world: World, card: Card, client: FlaskClient) -> HolderPhone:
    return HolderPhone.of(world, card, client)


@pytest.fixture
def line(world: World, phone: HolderPhone) -> int:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    desk.scan(phone.bound.digits())
    with world.parts.database.reading() as session:
        return session.scalars(select(UsageEntry.id)).one()


def test_a_line_that_was_not_me_reaches_the_office_once(phone: HolderPhone, line: int) -> None:
    body = {"id": str(uuid4()), "kind": "not_me", "entry": line}
    first = phone.post(PATH, body)
    assert first.status_code == 200, first.text
    assert first.get_json()["report"]["state"] == "open"
    assert phone.post(PATH, body).get_json() == first.get_json()
    # What was not me is shown where it happened, not among what I asked for.
    assert phone.answer(PATH)["reports"] == []


def test_what_i_asked_for_is_listed_with_its_state(phone: HolderPhone) -> None:
    body = {"id": str(uuid4()), "kind": "correction", "text": "单位名称有误"}
    assert phone.post(PATH, body).status_code == 200
    (asked,) = phone.answer(PATH)["reports"]
    assert (asked["kind"], asked["state"], asked["text"]) == ("correction", "open", "单位名称有误")
    assert asked["answer"] is None


def test_a_signature_counts_once(phone: HolderPhone) -> None:
    signature = phone.signed("POST", PATH)
    first = {"id": str(uuid4()), "kind": "erasure"}
    assert phone.post(PATH, first, signature).status_code == 200
    replayed = phone.post(PATH, {"id": str(uuid4()), "kind": "erasure"}, signature)
    assert replayed.status_code == 409
    assert replayed.get_json()["code"] == "already_spent"
    assert len(phone.answer(PATH)["reports"]) == 1


def test_another_phone_can_report_nothing_of_mine(
    world: World, card: Card, client: FlaskClient, phone: HolderPhone, line: int
) -> None:
    stranger = HolderPhone.of(world, world.card(), client)
    body = {"id": str(uuid4()), "kind": "not_me", "entry": line}
    assert stranger.post(PATH, body).status_code == 404
    HolderPhone.of(world, card, client)
    for refused in (phone.post(PATH, body), phone.get(PATH)):
        assert refused.status_code == 401
        assert refused.get_json()["code"] == "not_bound"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": "1", "kind": "not_me"},
        {"id": str(uuid4()), "kind": "praise"},
        {"id": str(uuid4()), "kind": "not_me", "entry": 0},
        {"id": str(uuid4()), "kind": "not_me", "entry": 2**63},
        {"id": str(uuid4()), "kind": "correction", "text": "长" * 1001},
        {"id": str(uuid4()), "kind": "erasure", "holder": 1},
    ],
)
def test_rubbish_is_named(phone: HolderPhone, body: dict[str, object]) -> None:
    refused = phone.post(PATH, body)
    assert refused.status_code == 422
    assert refused.get_json()["errors"]
