"""Devices at a hospital's desk and at a scenic area's gate."""

import pytest
from flask import Flask

from core.policy.vocabulary import PartnerKind
from partners.models import Desk
from tests.bed.factories import World
from tests.verify.api.calls import Device


@pytest.fixture
def hospital_desk(world: World) -> Desk:
    """A staffed desk of a hospital."""
    return world.desk(PartnerKind.HOSPITAL)


@pytest.fixture
def hospital(world: World, app: Flask, hospital_desk: Desk) -> Device:
    """A device at the hospital's desk."""
    return Device(app.test_client(), world.device_token(hospital_desk))


@pytest.fixture
def gate(world: World, app: Flask) -> Device:
    """A device at a scenic area's gate."""
    return Device(app.test_client(), world.device_token(world.desk(PartnerKind.SCENIC)))
