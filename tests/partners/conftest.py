"""A hospital's desk to keep."""

import pytest

from core.policy.vocabulary import PartnerKind
from partners.models import Desk
from tests.bed.factories import World


@pytest.fixture
def hospital_desk(world: World) -> Desk:
    """A staffed desk of a hospital."""
    return world.desk(PartnerKind.HOSPITAL)
