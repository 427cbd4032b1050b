"""Everybody who can ask: the office's roles, partners' people and devices, a phone, nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.accounts.models import Account
from core.accounts.roles import (
    DEVICE_PERMISSIONS,
    PHONE_PERMISSIONS,
    ROLE_PERMISSIONS,
    Permission,
    Role,
)
from core.credential import es256
from core.credential.compact import join
from core.credential.request_proof import request_signing_input
from tests.bed.factories import SimulatedPhone, World
from tests.isolation.sides import Side

DEVICE, PHONE, NOBODY = "device", "phone", "nobody"
WHO = (*Role, DEVICE, PHONE, NOBODY)
OF_A_PARTNER = frozenset({Role.PARTNER_MANAGER, Role.OPERATOR, DEVICE})
OUTSIDE = frozenset({PHONE, NOBODY})
JSON_PATHS = ("/api/", "/phone/api/")
Authorization = Callable[[str, str], str]


@dataclass(frozen=True)
class Caller:
    """Somebody who asks, with what the guard lets them do; `side` is their own partner, if any."""

    client: FlaskClient
    permissions: frozenset[Permission]
    side: Side | None = None
    authorization: Authorization | None = None

    def ask(
        self, method: str, path: str, *, query: Mapping[str, Any], body: Mapping[str, Any]
    ) -> TestResponse:
        """Send a request as this caller's program would: JSON to an API, a form to a page."""
        api = path.startswith(JSON_PATHS)
        headers = {"Accept": "application/json" if api else "text/html"}
        if self.authorization is not None:
            headers["Authorization"] = self.authorization(method, path)
        sent: dict[str, Any] = {}
        if method != "GET":
            sent = {"json": dict(body)} if api else {"data": dict(body)}
        return self.client.open(path, method=method, query_string=query, headers=headers, **sent)


def callers_of(app: Flask, world: World, who: str, own: list[Side]) -> list[Caller]:
    """Answer the callers of a sort: one of each own partner, or one alone."""
    client = app.test_client
    if who in OF_A_PARTNER:
        return [_of_partner(client(), world, who, side) for side in own]
    if who == PHONE:
        signed = _signed_by(world.phone(world.card()), world)
        return [Caller(client(), PHONE_PERMISSIONS, authorization=signed)]
    if who == NOBODY:
        return [Caller(client(), frozenset())]
    return [_signed_in(client(), world, world.account(Role(who)))]


def _of_partner(client: FlaskClient, world: World, who: str, side: Side) -> Caller:
    if who == DEVICE:
        bearer = f"Bearer {side.token}"
        return Caller(client, DEVICE_PERMISSIONS, side, lambda _method, _path: bearer)
    account = side.manager if who == Role.PARTNER_MANAGER else side.operator
    return _signed_in(client, world, account, side)


def _signed_in(
    client: FlaskClient, world: World, account: Account, side: Side | None = None
) -> Caller:
    world.sign_in(client, account)
    return Caller(client, ROLE_PERMISSIONS[account.role], side)


def _signed_by(phone: SimulatedPhone, world: World) -> Authorization:
    def sign(method: str, path: str) -> str:
        at, serial = int(world.clock().timestamp()), phone.credential.fields.serial
        signed = request_signing_input(serial, method=method, path=path, at=at, jti=uuid4().hex)
        return f"Phone {join(signed, es256.sign(signed.encode(), phone.private_key))}"

    return sign
