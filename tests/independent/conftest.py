"""The running server with factories on its database that telephones are tested with."""

from tests.cardholders.phone.conftest import house

__all__ = ["house"]
