"""The issuer's keys: made, rotated with overlap, retired; published; sealed at rest."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import select

from cardholders.keys.keyring import NoSigningKeyError, load_keys, load_signing_key
from cardholders.keys.models import IssuerKeyRecord
from cardholders.keys.rotate import retire_key
from core.credential.status_list import StatusList, read_status_list
from core.errors import Conflict
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.scanning.desk_calls import DeskCalls
from verify.scanning.reasons import Reason


def run(app: Flask, *words: str) -> str:
    """Run a command of the application."""
    result = app.test_cli_runner().invoke(args=list(words))
    assert result.exit_code == 0, result.output
    return result.output


def test_without_a_key_nothing_can_be_signed(world: World) -> None:
    with world.parts.database.reading() as session, pytest.raises(NoSigningKeyError):
        load_signing_key(session, vault=world.parts.vault)


def test_rotation_keeps_cards_of_the_old_key_good_until_it_is_retired(
    app: Flask, world: World, clock: MovableClock
) -> None:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    old = world.phone(world.card())
    run(app, "keys", "rotate")
    new = world.phone(world.card())
    assert (old.issuer.number, new.issuer.number) == (1, 2)
    assert desk.scan(old.digits()).verdict.reason is Reason.CHOOSE_BENEFIT
    assert desk.scan(new.digits()).verdict.reason is Reason.CHOOSE_BENEFIT
    assert run(app, "keys", "list").count("in force\t1 credentials") == 2
    run(app, "keys", "retire", "1")
    clock.advance(timedelta(seconds=1))
    assert desk.scan(old.digits()).verdict.reason is Reason.RETIRED_KEY
    assert desk.scan(new.digits()).verdict.reason is Reason.CHOOSE_BENEFIT


def test_the_last_key_cannot_be_retired(world: World) -> None:
    world.signing_key()
    with world.parts.database.writing() as session, pytest.raises(Conflict):
        retire_key(session, 1, at=world.clock())


def test_private_halves_are_sealed(world: World) -> None:
    world.signing_key()
    with world.parts.database.reading() as session:
        record = session.scalars(select(IssuerKeyRecord)).one()
    assert b"PRIVATE" not in record.private_sealed
    assert b"\x06\x08*\x86H\xce=\x03\x01\x07" not in record.private_sealed


def test_an_independent_library_checks_a_card_against_the_published_keys(
    app: Flask, client: FlaskClient, world: World
) -> None:
    phone = world.phone(world.card())
    jwks = KeySet.import_key_set(client.get("/.well-known/jwks.json").get_json())
    token = jwt.decode(phone.text().split("~")[0], jwks, algorithms=["ES256"])
    assert token.claims["honours"] == ["yingcai"]
    uri = token.claims["status"]["status_list"]["uri"]
    assert uri == "http://localhost:8000/status-lists/0"


def test_the_published_status_list_is_ours_and_unknown_lists_are_not_there(
    app: Flask, client: FlaskClient, world: World
) -> None:
    world.phone(world.card())
    answer = client.get("/status-lists/0")
    with world.parts.database.reading() as session:
        keys = load_keys(session)
    read = read_status_list(
        answer.text,
        keys,
        uri="http://localhost:8000/status-lists/0",
        now=world.clock(),
        seen_iat=None,
    )
    assert isinstance(read, StatusList)
    assert answer.mimetype == "application/statuslist+jwt"
    assert client.get("/status-lists/1").status_code == 404
