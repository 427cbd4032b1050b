"""A bound phone that asks the JSON routes as its pages do, without a browser."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cardholders.cards.models import Card
from core.credential import es256
from core.credential.compact import join
from core.credential.request_proof import request_signing_input
from core.policy.vocabulary import Language
from tests.bed.factories import SimulatedPhone, World


@dataclass
class HolderPhone:
    """The phone of a card; every request carries a signature of its own."""

    client: FlaskClient
    bound: SimulatedPhone
    language: Language = field(default=Language.ZH)

    @classmethod
    def of(cls, world: World, card: Card, client: FlaskClient) -> "HolderPhone":
        """Bind a new phone to a card; the one before it is bound no more."""
        return cls(client, world.phone(card))

    def get(self, path: str, **query: object) -> TestResponse:
        """Ask."""
        asked = {**query, "language": self.language}
        return self.client.get(path, query_string=asked, headers=self.signed("GET", path))

    def answer(self, path: str, **query: object) -> Any:
        """Ask, and read the answer."""
        response = self.get(path, **query)
        assert response.status_code == 200, response.text
        return response.get_json()

    def post(
        self, path: str, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> TestResponse:
        """Let something be done, by a signature of its own unless one is given."""
        return self.client.post(
            path,
            json=body,
            query_string={"language": self.language},
            headers=headers or self.signed("POST", path),
        )

    def signed(self, method: str, path: str) -> dict[str, str]:
        """Sign a request."""
        at = int(self.bound.clock().timestamp())
        serial = self.bound.credential.fields.serial
        text = request_signing_input(serial, method=method, path=path, at=at, jti=str(uuid4()))
        proof = join(text, es256.sign(text.encode(), self.bound.private_key))
        return {"Authorization": f"Phone {proof}", "Accept": "application/json"}
