"""Calls of a partner's system: a device token, a body, and the answer as JSON."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Json = dict[str, Any]


@dataclass(frozen=True)
class Device:
    """An enrolled device that calls the API."""

    client: FlaskClient
    token: str

    def post(self, path: str, body: object) -> TestResponse:
        """Send a body, as JSON or, when it is bytes, as it is."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.post(
            path,
            data=content,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )

    def scan(self, qr: str, **more: object) -> Json:
        """Scan, and answer what the API answers with 200."""
        return self._answer("/api/v1/scans", {"id": str(uuid4()), "qr": qr, **more})

    def redeem(self, scan: str, benefit: str, **more: object) -> Json:
        """Redeem, and answer what the API answers with 200."""
        body = {"id": str(uuid4()), "scan": scan, "benefit": benefit, **more}
        return self._answer("/api/v1/redemptions", body)

    def void(self, redemption: str, **more: object) -> Json:
        """Void, and answer what the API answers with 200."""
        return self._answer(f"/api/v1/redemptions/{redemption}/void", {"id": str(uuid4()), **more})

    def _answer(self, path: str, body: Json) -> Json:
        response = self.post(path, body)
        assert response.status_code == 200, response.text
        answer: Json = response.get_json()
        return answer
