"""Devices at a hospital's desk and at a scenic area's gate."""

import pytest
from flask.testing import FlaskClient

from core.policy.vocabulary import PartnerKind
from partners.models import Desk
from tests.bed.factories import World
from tests.verify.api.calls import Device


@pytest.fixture
def hospital_desk(world: World) -> Desk:
    """A staffed desk of a hospital."""
    return world.desk(PartnerKind.HOSPITAL)


@pytest.fixture
def hospital(world: World, client: FlaskClient, hospital_desk: Desk) -> Device:
    """A device at the hospital's desk."""
    return Device(client, world.device_token(hospital_desk))


@pytest.fixture
def gate(world: World, client: FlaskClient) -> Device:
    """A device at a scenic area's gate."""
    return Device(client, world.device_token(world.desk(PartnerKind.SCENIC)))
