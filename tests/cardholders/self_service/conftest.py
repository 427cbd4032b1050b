"""A telephone that is bound to a card, and what the office sees of the card."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardEvent, CardEventKind, CardState
from tests.bed.factories import World
from tests.cardholders.phone.activation_bed import Telephone, serial_of


@dataclass
class BoundPhone:
    """A telephone, its card and the serial that it signs with."""

    telephone: Telephone
    card: Card
    serial: int

    @property
    def world(self) -> World:
        return self.telephone.world

    def ask(self, path: str, **query: str) -> dict[str, Any]:
        """Answer what a page of the phone is told."""
        response = self.telephone.ask(self.serial, f"/phone/api/{path}", **query)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.get_json()
        return answer

    def send(
        self, path: str, body: dict[str, Any] | None = None, *, jti: str | None = None
    ) -> TestResponse:
        """Let the server do something."""
        return self.telephone.send(self.serial, f"/phone/api/{path}", body or {}, jti=jti)

    def state(self) -> CardState:
        """How the card stands."""
        with self.world.parts.database.reading() as session:
            return find_card(session, self.card.id).state

    def events(self) -> list[CardEventKind]:
        """What happened to the card, oldest first."""
        with self.world.parts.database.reading() as session:
            lines = select(CardEvent.kind).where(CardEvent.card_id == self.card.id)
            return list(session.scalars(lines.order_by(CardEvent.id)))


@pytest.fixture
def phone(client: FlaskClient, world: World) -> BoundPhone:
    telephone, card = Telephone(client, world), world.card()
    return BoundPhone(telephone, card, serial_of(telephone.bound_to(card)))
