"""A holder's phone that asks for benefits, and an operator who answers, without a browser."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from cardholders.cards.models import Card
from partners.models import Desk
from tests.bed.factories import World
from tests.verify.holder.holder_phone import HolderPhone
from verify.requests.models import HolderRequest, RequestEvent
from verify.requests.rules import RequestState

PATH = "/phone/api/requests"
DAY = "2026-05-22"
CONSENT = {"purpose": "medical_log", "version": 1, "given": True}


@dataclass
class Asking:
    """One holder's phone; everything is asked of one desk's site unless said otherwise."""

    world: World
    desk: Desk
    phone: HolderPhone

    @classmethod
    def of(cls, world: World, card: Card, desk: Desk, client: FlaskClient) -> "Asking":
        """Bind a phone to the card, and agree to what hospitals may know."""
        phone = HolderPhone.of(world, card, client)
        assert phone.post("/phone/api/consents", CONSENT).status_code == 200
        return cls(world, desk, phone)

    def body(self, benefit: str = "appointment", **other: object) -> dict[str, Any]:
        """What the page sends."""
        asked = {"id": str(uuid4()), "benefit": benefit, "site": self.desk.site_id, "day": DAY}
        return {**asked, **other}

    def submit(self, benefit: str = "appointment", **other: object) -> Any:
        """Ask, and answer what came of it."""
        response = self.phone.post(PATH, self.body(benefit, **other))
        assert response.status_code == 200, response.text
        return response.get_json()

    def submitted(self, benefit: str = "appointment", **other: object) -> UUID:
        """Ask for what is taken, and answer its id."""
        answer = self.submit(benefit, **other)
        assert answer["refused"] is None, answer
        return UUID(answer["id"])

    def withdraw(self, request_id: UUID) -> TestResponse:
        """Take a request back."""
        return self.phone.post(f"{PATH}/{request_id}/withdraw", {})

    def listed(self) -> list[dict[str, Any]]:
        """What the page lists, the newest first."""
        requests: list[dict[str, Any]] = self.phone.answer(PATH)["requests"]
        return requests


@dataclass
class Answering:
    """An operator at a desk."""

    world: World
    desk: Desk
    client: FlaskClient

    @classmethod
    def at(cls, world: World, desk: Desk, client: FlaskClient) -> "Answering":
        """Sign a new operator in."""
        world.sign_in(client, world.operator(desk))
        return cls(world, desk, client)

    def page(self) -> str:
        """The inbox."""
        response = self.client.get("/desk/requests")
        assert response.status_code == 200
        return response.text

    def accept(self, request_id: UUID, day: str = DAY, **other: str) -> TestResponse:
        """Accept, and follow to the inbox."""
        return self._post(request_id, "accept", {"day": day, **other})

    def decline(self, request_id: UUID, word: str = "当天停诊", **other: str) -> TestResponse:
        """Decline, and follow to the inbox."""
        return self._post(request_id, "decline", {"word": word, **other})

    def _post(self, request_id: UUID, act: str, fields: dict[str, str]) -> TestResponse:
        path = f"/desk/requests/{request_id}/{act}"
        return self.client.post(path, data=fields, follow_redirects=True)


def state_of(world: World, request_id: UUID) -> RequestState:
    """Answer the recorded state of a request."""
    with world.parts.database.reading() as session:
        return session.get_one(HolderRequest, request_id).state


def history(world: World, request_id: UUID) -> list[RequestState]:
    """Answer the states that a request came into, oldest first."""
    with world.parts.database.reading() as session:
        return list(
            session.scalars(
                select(RequestEvent.state)
                .where(RequestEvent.request_id == request_id)
                .order_by(RequestEvent.id)
            )
        )
