"""Signing in and out: one answer to every mistake, and out at once when disabled."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.accounts.create_account import create_account
from core.accounts.keep_account import disable_account
from core.accounts.models import Account
from core.accounts.roles import Role
from tests.bed.factories import World

PASSWORD = "a password of the tests"
WRONG = "登录名或密码不对"


@pytest.fixture
def officer(world: World) -> Account:
    """An officer who can sign in with a password."""
    with world.parts.database.writing() as session:
        return create_account(
            session,
            "officer",
            password=PASSWORD,
            name="王安",
            role=Role.OFFICER,
            now=world.clock(),
        )


def enter(client: FlaskClient, **form: str) -> tuple[int, str, str]:
    sent = {"login": "officer", "password": PASSWORD, **form}
    response = client.post("/login", data=sent)
    return response.status_code, response.headers.get("Location", ""), response.text


def test_an_officer_signs_in_and_sees_the_office(officer: Account, client: FlaskClient) -> None:
    assert enter(client)[:2] == (302, "/office")
    assert "王安" in client.get("/office").text
    client.post("/logout")
    assert client.get("/office").status_code == 401


@pytest.mark.parametrize(
    "form", [{"password": "wrong password"}, {"login": "nobody"}, {"login": "", "password": ""}]
)
def test_every_mistake_gets_one_answer_beside_the_password(
    officer: Account, client: FlaskClient, form: dict[str, str]
) -> None:
    status, _, page = enter(client, **form)
    assert status == 422
    assert WRONG in page
    assert 'id="password-error"' in page
    assert PASSWORD not in page


def test_what_was_typed_as_login_stays(officer: Account, client: FlaskClient) -> None:
    assert 'value="officer"' in enter(client, password="wrong password")[2]


def test_the_way_on_stays_on_this_site(officer: Account, client: FlaskClient) -> None:
    assert enter(client, next="/office/people?q=a")[1] == "/office/people?q=a"
    client.post("/logout")
    assert enter(client, next="//elsewhere.example/x")[1] == "/office"


def test_disabled_means_out_at_once(officer: Account, world: World, client: FlaskClient) -> None:
    enter(client)
    with world.parts.database.writing() as session:
        disable_account(session, "officer", now=world.clock())
    assert client.get("/office").status_code == 401
    assert WRONG in enter(client)[2]


def test_a_form_without_its_token_is_refused(
    app: Flask, officer: Account, client: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    status, _, page = enter(client)
    assert status == 400
    assert "页面已过期" in page


def test_the_front_page_leads_everybody_to_their_door(app: Flask, client: FlaskClient) -> None:
    page = client.get("/").text
    for door in ("/phone", "/desk", "/partner", "/office"):
        assert f'href="{door}"' in page
    assert "市办发〔2023〕10号" in page


def test_a_page_that_is_none_says_so_and_gives_a_telephone(app: Flask, client: FlaskClient) -> None:
    page = client.get("/nowhere", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "找不到此页" in page.text
    assert "tel:" in page.text
