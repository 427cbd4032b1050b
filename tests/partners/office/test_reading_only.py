"""Who may read about partners sees everything and changes nothing; others see nothing."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.accounts.guard import REQUIRED
from core.accounts.roles import Permission, Role
from partners.models import Desk
from tests.bed.factories import World
from tests.cardholders.office.bench import signed_in
from tests.partners.office.bench import PARTNERS, appoint, main_of, partner_of

READERS = (Role.OFFICER, Role.APPROVER, Role.AUDITOR)


def routes(app: Flask, permission: Permission) -> Iterator[tuple[str, str]]:
    """Answer method and address of every view that asks for the permission."""
    addresses = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if getattr(app.view_functions[rule.endpoint], REQUIRED, None) is permission:
            for method in (rule.methods or set()) & {"GET", "POST"}:
                url = addresses.build(rule.endpoint, dict.fromkeys(rule.arguments, 1), method)
                yield method, url


@pytest.mark.parametrize("role", READERS)
def test_readers_see_everything_without_a_button(
    app: Flask, world: World, client: FlaskClient, hospital_desk: Desk, role: Role
) -> None:
    world.device_token(hospital_desk)
    person = f"/office/staff/{appoint(world, hospital_desk)}"
    signed_in(world, client, role)
    partner = f"{PARTNERS}/{partner_of(world, hospital_desk)}"
    for url in (PARTNERS, partner, person):
        page = client.get(url)
        assert page.status_code == 200
        shown = main_of(page)
        assert 'method="post"' not in shown
        assert "/new" not in shown
        assert "/edit" not in shown
        assert "合作单位" in page.text


@pytest.mark.parametrize("role", [*READERS, Role.PARTNER_MANAGER, Role.OPERATOR])
def test_nobody_else_keeps_partners(
    app: Flask, world: World, client: FlaskClient, hospital_desk: Desk, role: Role
) -> None:
    partner_id = None if role in READERS else partner_of(world, hospital_desk)
    world.sign_in(client, world.account(role, partner_id=partner_id))
    kept = list(routes(app, Permission.PARTNERS_WRITE))
    assert len(kept) > 20
    for method, url in kept:
        assert client.open(url, method=method).status_code == 403, url


def test_partners_are_shut_to_those_who_work_for_one(
    app: Flask, world: World, client: FlaskClient, hospital_desk: Desk
) -> None:
    partner_id = partner_of(world, hospital_desk)
    for role in (Role.PARTNER_MANAGER, Role.OPERATOR):
        world.sign_in(client, world.account(role, partner_id=partner_id))
        for method, url in routes(app, Permission.PARTNERS_READ):
            assert client.open(url, method=method).status_code == 403, url


def test_what_is_not_there_is_not_found(app: Flask, world: World, client: FlaskClient) -> None:
    signed_in(world, client, Role.ADMIN)
    for permission in (Permission.PARTNERS_READ, Permission.PARTNERS_WRITE):
        for method, url in routes(app, permission):
            if "1" in url:
                assert client.open(url, method=method).status_code == 404, url
