"""Accounts are created with a login that can be kept, shut out, let in, and given new passwords."""

import re

import pytest
from flask.testing import FlaskClient

from core.accounts.create_account import create_account
from core.accounts.keep_account import disable_account, enable_account, reset_password
from core.accounts.models import Account
from core.accounts.passwords import make_password
from core.accounts.roles import Role
from core.errors import Conflict, InvalidInput
from tests.bed.factories import World

PASSWORD = "a password of the tests"


def create(world: World, login: str = "officer", name: str = "王安") -> Account:
    """Add an officer's account."""
    with world.parts.database.writing() as session:
        return create_account(
            session, login, password=PASSWORD, name=name, role=Role.OFFICER, now=world.clock()
        )


def enter(client: FlaskClient, password: str, login: str = "officer") -> int:
    """Answer the status of signing in."""
    return client.post("/login", data={"login": login, "password": password}).status_code


@pytest.mark.parametrize("login", ["", "ab", "白若溪", "a b c", "-abc", "a" * 65, "a\0bc", "ab\n"])
def test_a_login_that_cannot_be_kept_is_refused(world: World, login: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create(world, login)
    assert refused.value.field == "login"


@pytest.mark.parametrize("name", ["", " ", "长" * 81, "a\0b"])
def test_a_name_that_cannot_be_kept_is_refused(world: World, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        create(world, name=name)
    assert refused.value.field == "name"


def test_capitals_in_a_login_make_no_difference(world: World, client: FlaskClient) -> None:
    assert create(world, " Bai.Ruoxi ").login == "bai.ruoxi"
    with pytest.raises(Conflict):
        create(world, "BAI.RUOXI")
    assert enter(client, PASSWORD, "Bai.Ruoxi") == 302


def test_a_new_password_ends_the_sessions_and_the_old_password(
    world: World, client: FlaskClient
) -> None:
    create(world)
    assert enter(client, PASSWORD) == 302
    with world.parts.database.writing() as session:
        password = reset_password(session, "officer")
    assert client.get("/office").status_code == 401
    assert enter(client, PASSWORD) == 422
    assert enter(client, password) == 302


def test_who_is_let_in_again_signs_in_anew(world: World, client: FlaskClient) -> None:
    create(world)
    enter(client, PASSWORD)
    with world.parts.database.writing() as session:
        disable_account(session, "officer", now=world.clock())
    assert enter(client, PASSWORD) == 422
    with world.parts.database.writing() as session:
        enable_account(session, "officer")
    assert client.get("/office").status_code == 401
    assert enter(client, PASSWORD) == 302


def test_passwords_can_be_read_aloud_and_differ() -> None:
    made = {make_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[a-z]{5}-[a-z]{5}-\d{4}", each) for each in made)
