"""A holder, a hospital's desk, and both of them at work."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from cardholders.cards.models import Card
from core.policy.vocabulary import PartnerKind
from partners.models import Desk
from tests.bed.factories import World
from tests.verify.desk.desk_page import DeskPages
from tests.verify.requests.asking import Answering, Asking


@pytest.fixture
def card(world: World) -> Card:
    """A card of 英才."""
    return world.card()


@pytest.fixture
def hospital(world: World) -> Desk:
    """A staffed desk of a hospital."""
    return world.desk(PartnerKind.HOSPITAL)


@pytest.fixture
def asking(world: World, card: Card, hospital: Desk, client: FlaskClient) -> Asking:
    """The holder's phone."""
    return Asking.of(world, card, hospital, client)


@pytest.fixture
def answering(world: World, hospital: Desk, app: Flask) -> Answering:
    """The hospital's operator."""
    return Answering.at(world, hospital, app.test_client())


@pytest.fixture
def desks(app: Flask, world: World, served: str, chromium: Browser) -> DeskPages:
    """Opens desks in the shared browser."""
    return DeskPages(app, world, served, chromium)
