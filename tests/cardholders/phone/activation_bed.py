"""A telephone of the tests that talks to the JSON routes without a browser."""

import base64
import json
import re
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cardholders.cards.models import Card
from cardholders.phone.activation import make_activation
from core.credential import es256
from core.credential.binding_proof import binding_signing_input
from core.credential.compact import encode_base64url, join
from core.credential.phone_key import close_phone_key
from core.credential.request_proof import request_signing_input
from tests.bed.factories import World

JTI = "0123456789abcdef"


@dataclass
class Telephone:
    """A key, and what the phone's pages do with it."""

    client: FlaskClient
    world: World
    key: ec.EllipticCurvePrivateKey = field(default_factory=es256.generate)

    def link(self, card: Card) -> str:
        """Answer the token of a new link to the card."""
        self.world.signing_key()
        officer = self.world.account()
        with self.world.parts.database.writing() as session:
            attached = session.merge(card)
            return make_activation(session, attached, by=officer.id, now=self.world.clock())

    def ask_for_code(self, token: str) -> TestResponse:
        """Ask for the code of a link."""
        return self.client.post("/phone/api/activation/code", json={"token": token})

    def received_code(self) -> str:
        """Read the newest message."""
        outbox = self.world.parts.settings.outbox
        return str(json.loads(outbox.read_text(encoding="utf-8").splitlines()[-1])["code"])

    def binding(self, token: str, code: str, *, off_by_s: int = 0) -> dict[str, str]:
        """What the phone sends to be bound."""
        at = int(self.world.clock().timestamp()) + off_by_s
        signed = binding_signing_input(token, at)
        return {
            "token": token,
            "code": code,
            "phone_key": encode_base64url(close_phone_key(self.key.public_key())),
            "proof": join(signed, es256.sign(signed.encode(), self.key)),
        }

    def bind(self, token: str, code: str, *, off_by_s: int = 0) -> TestResponse:
        """Ask to be bound."""
        body = self.binding(token, code, off_by_s=off_by_s)
        return self.client.post("/phone/api/activation/bind", json=body)

    def ask_by(self, contact: str) -> TestResponse:
        """Ask for a code to a registered contact."""
        body = {"contact": contact}
        # Read to its end: the message leaves when the answer has been sent.
        return self.client.post("/phone/api/sign-in/code", json=body, buffered=True)

    def signing_in(self, ticket: str, code: str, **more: str) -> dict[str, str]:
        """What the phone sends to be bound by a code; `document` is the last four, if asked for."""
        binding = self.binding(ticket, code)
        return {"ticket": binding.pop("token"), **binding, **more}

    def sign_in(self, ticket: str, code: str, **more: str) -> TestResponse:
        """Ask to be bound by a code."""
        body = self.signing_in(ticket, code, **more)
        return self.client.post("/phone/api/sign-in/bind", json=body)

    def messages(self) -> list[dict[str, Any]]:
        """Read every message that was sent, the oldest first."""
        outbox = self.world.parts.settings.outbox
        if not outbox.exists():
            return []
        return [json.loads(line) for line in outbox.read_text(encoding="utf-8").splitlines()]

    def bound_to(self, card: Card) -> dict[str, Any]:
        """Go the whole way and answer what the phone got."""
        token = self.link(card)
        assert self.ask_for_code(token).status_code == 200
        response = self.bind(token, self.received_code())
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.get_json()
        return answer

    def signed(
        self, serial: int, path: str, *, method: str = "GET", off_by_s: int = 0, jti: str = JTI
    ) -> dict[str, str]:
        """The header of a signed request."""
        at = int(self.world.clock().timestamp()) + off_by_s
        signed = request_signing_input(serial, method=method, path=path, at=at, jti=jti)
        proof = join(signed, es256.sign(signed.encode(), self.key))
        return {"Authorization": f"Phone {proof}"}

    def ask_for_card(self, serial: int, query: str = "") -> TestResponse:
        """Ask how the card stands."""
        headers = self.signed(serial, "/phone/api/card")
        return self.client.get(f"/phone/api/card{query}", headers=headers)

    def ask(self, serial: int, path: str, **query: str) -> TestResponse:
        """Ask for a page's answer."""
        headers = {"Accept": "application/json", **self.signed(serial, path, jti=uuid4().hex)}
        return self.client.get(path, headers=headers, query_string=query)

    def send(
        self, serial: int, path: str, body: dict[str, Any], *, jti: str | None = None
    ) -> TestResponse:
        """Let the server do something; the same `jti` again is the same request again."""
        signed = self.signed(serial, path, method="POST", jti=jti or uuid4().hex)
        return self.client.post(path, headers={"Accept": "application/json", **signed}, json=body)


def serial_of(answer: dict[str, Any]) -> int:
    """The serial in the credential that a phone was given."""
    claims = json.loads(_decode(answer["credential"]["jwt"].split(".")[1]))
    assert re.fullmatch("[0-9a-f]{12}", claims["sub"])
    return int(claims["sub"], 16)


def _decode(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
