"""The holder's photo is for the desk that scanned, for a quarter of an hour, and no longer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cardholders.cards.models import Card, CardState
from cardholders.people.keep_photo import keep_photo
from cardholders.sample_portrait import draw_sample_portrait
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.desk.desk_client import DeskClient


@pytest.fixture
def hospital(world: World, client: FlaskClient) -> DeskClient:
    """An operator at a hospital's desk."""
    return DeskClient.at(world, world.desk(PartnerKind.HOSPITAL), client)


@pytest.fixture
def card(world: World) -> Card:
    """A card whose holder has a photo."""
    card, parts = world.card(), world.parts
    with parts.database.writing() as session:
        raw = draw_sample_portrait("望")
        keep_photo(session, card.holder_id, raw=raw, vault=parts.vault, now=world.clock())
    return card


def test_the_desk_that_scanned_sees_the_photo(
    world: World, hospital: DeskClient, card: Card
) -> None:
    scan = hospital.scanned(world.phone(card).digits())
    photo = hospital.client.get(f"/desk/photo/{scan}")
    assert photo.mimetype == "image/jpeg"
    assert photo.data.startswith(b"\xff\xd8")
    assert photo.headers["Cache-Control"] == "no-store"


def test_after_a_quarter_of_an_hour_it_is_gone(
    world: World, hospital: DeskClient, card: Card, clock: MovableClock
) -> None:
    scan = hospital.scanned(world.phone(card).digits())
    clock.advance(timedelta(minutes=15))
    assert hospital.client.get(f"/desk/photo/{scan}").status_code == 404


def test_another_desk_does_not_see_it(
    world: World, hospital: DeskClient, card: Card, app: Flask
) -> None:
    scan = hospital.scanned(world.phone(card).digits())
    other = DeskClient.at(world, world.desk(PartnerKind.HOSPITAL), app.test_client())
    assert other.client.get(f"/desk/photo/{scan}").status_code == 404


def test_a_refused_scan_shows_no_photo(world: World, hospital: DeskClient, card: Card) -> None:
    digits = world.phone(card).digits()
    with world.parts.database.writing() as session:
        session.get_one(Card, card.id).state = CardState.REVOKED
    answer = hospital.scanned(digits)
    assert hospital.client.get(f"/desk/photo/{answer}").status_code == 404


def test_unknown_scans_have_no_photo(hospital: DeskClient) -> None:
    assert hospital.client.get(f"/desk/photo/{uuid4()}").status_code == 404
    assert hospital.client.get("/desk/photo/1").status_code == 404
