"""Every view of the live URL map is guarded or says why it is public; forms need their token."""

from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import BaseConverter, Rule, UUIDConverter
from werkzeug.routing.converters import NumberConverter

from core.accounts.guard import PUBLIC, REQUIRED
from core.accounts.roles import ROLE_PERMISSIONS, Permission, Role
from core.web.errors import PROBLEM_TYPE
from core.web.services import services
from tests.bed.factories import World

ANY_UUID = UUID("5f0c1f0e-6a55-4c8e-9a43-3a4e3c1b7a11")


def sample_of(converter: BaseConverter) -> object:
    """Answer a value that fits a variable part of an address."""
    if isinstance(converter, NumberConverter):
        return 1
    return ANY_UUID if isinstance(converter, UUIDConverter) else "zh"


def path_of(app: Flask, rule: Rule) -> str:
    """Answer an address that matches a rule."""
    values = {name: sample_of(converter) for name, converter in rule._converters.items()}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def guarded_rules(app: Flask) -> list[tuple[Rule, Permission]]:
    """Answer every rule whose view needs a permission."""
    rules = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if not hasattr(view, PUBLIC):
            rules.append((rule, getattr(view, REQUIRED)))
    return rules


def test_every_view_is_guarded_or_public_for_a_reason(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        marks = [bool(getattr(view, PUBLIC, "")), hasattr(view, REQUIRED)]
        assert marks.count(True) == 1, rule


def test_nobody_gets_past_the_guard(app: Flask) -> None:
    client = app.test_client()
    for rule, _permission in guarded_rules(app):
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            response = client.open(path_of(app, rule), method=method)
            assert response.status_code in {302, 401}, (rule, method)
            if response.status_code == 302:
                assert "/login" in response.headers["Location"]


@pytest.mark.parametrize("role", list(Role))
def test_a_role_without_the_permission_is_refused(app: Flask, world: World, role: Role) -> None:
    partner_id = None
    if role in {Role.OPERATOR, Role.PARTNER_MANAGER}:
        partner_id = world.place(world.desk()).partner_id
    client = app.test_client()
    world.sign_in(client, world.account(role, partner_id=partner_id))
    for rule, permission in guarded_rules(app):
        if permission in ROLE_PERMISSIONS[role]:
            continue
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            response = client.open(path_of(app, rule), method=method)
            assert response.status_code == 403, (rule, method, role)


def test_every_form_without_its_token_is_refused(app: Flask, world: World) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    world.sign_in(client, world.account(Role.ADMIN))
    bearer_only = {Permission.API_SCAN, Permission.PHONE_SELF}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        cookie_less = rule.rule.startswith(("/api/", "/phone/api/"))
        if "POST" not in (rule.methods or set()) or cookie_less:
            continue
        assert getattr(view, REQUIRED, None) not in bearer_only
        response = client.post(path_of(app, rule))
        assert response.status_code == 400, rule


def test_a_disabled_account_is_out_at_once(app: Flask, world: World) -> None:
    client = app.test_client()
    account = world.account(Role.ADMIN)
    world.sign_in(client, account)
    assert client.get("/office", follow_redirects=True).status_code == 200
    with services().database.writing() as session:
        session.merge(account).disabled_at = world.clock()
    turned_away = client.get("/office", headers={"Accept": "text/html"})
    assert turned_away.headers["Location"].startswith("/login")


def test_problems_are_json_for_programs_and_pages_for_people(app: Flask) -> None:
    client = app.test_client()
    problem = client.get("/api/nowhere")
    assert (problem.status_code, problem.content_type) == (404, PROBLEM_TYPE)
    page = client.get("/nowhere", headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (404, "text/html")


def test_every_answer_carries_the_security_headers(app: Flask) -> None:
    headers = app.test_client().get("/login").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
