"""People of a partner: they sign in with the password that was shown, and stand at their desk."""

from dataclasses import replace
from html import unescape

import pytest
from flask.testing import FlaskClient

from core.accounts.roles import Role
from core.errors import Conflict, DomainError, InvalidInput, NotFound
from core.policy.vocabulary import PartnerKind
from partners.models import Desk, DeskProfile
from partners.open_desk import DeskDetails, close_desk, open_desk, reopen_desk
from partners.staff import (
    Appointed,
    StaffDetails,
    appoint_operator,
    disable_staff,
    enable_staff,
    move_operator,
    reset_staff_password,
)
from tests.bed.factories import World
from verify.scanning.models import UsageEntry

OPERATOR = StaffDetails(login="bai.ruoxi", name="白若溪", role=Role.OPERATOR)


def partner_of(world: World, desk: Desk) -> int:
    """Answer whose desk it is."""
    return world.place(desk).partner_id


def appoint(world: World, desk: Desk, details: StaffDetails = OPERATOR) -> Appointed:
    """Appoint somebody at the desk's partner, an operator at the desk itself."""
    if details.role is Role.OPERATOR and details.desk_id is None:
        details = replace(details, desk_id=desk.id)
    with world.parts.database.writing() as session:
        return appoint_operator(
            session, partner_of(world, desk), details=details, now=world.clock()
        )


def enter(client: FlaskClient, password: str) -> int:
    """Answer the status of signing in as the operator."""
    return client.post("/login", data={"login": OPERATOR.login, "password": password}).status_code


def second_desk(world: World, desk: Desk) -> Desk:
    """Open another desk at the same site."""
    details = DeskDetails("体检中心", "Check-up centre", DeskProfile.STAFFED)
    with world.parts.database.writing() as session:
        return open_desk(session, desk.site_id, details=details, policy=world.parts.policy)


def desk_scanned_at(world: World, client: FlaskClient) -> int:
    """Scan a fresh card on the desk's page, and answer the desk the log names."""
    page = client.get("/desk").text
    request_id = "2f1c7c30-70f5-4a60-8d7a-0d5a5a1f0c0e"
    assert "data-screen" in unescape(page)
    text = world.phone(world.card()).digits()
    assert client.post("/desk/scans", data={"id": request_id, "text": text}).status_code == 200
    with world.parts.database.reading() as session:
        (line,) = session.query(UsageEntry)
        return line.desk_id


def test_an_operator_signs_in_with_the_password_and_stands_at_the_desk(
    world: World, client: FlaskClient, hospital_desk: Desk
) -> None:
    appointed = appoint(world, hospital_desk)
    assert enter(client, appointed.password) == 302
    assert desk_scanned_at(world, client) == hospital_desk.id


def test_a_moved_operator_scans_at_the_new_desk_without_signing_in_again(
    world: World, client: FlaskClient, hospital_desk: Desk
) -> None:
    appointed = appoint(world, hospital_desk)
    enter(client, appointed.password)
    there = second_desk(world, hospital_desk)
    with world.parts.database.writing() as session:
        move_operator(session, appointed.account.id, desk_id=there.id)
    assert desk_scanned_at(world, client) == there.id


def test_who_is_disabled_is_out_at_once_and_may_come_back(
    world: World, client: FlaskClient, hospital_desk: Desk
) -> None:
    appointed = appoint(world, hospital_desk)
    enter(client, appointed.password)
    assert client.get("/desk").status_code == 200
    with world.parts.database.writing() as session:
        disable_staff(session, appointed.account.id, now=world.clock())
    assert client.get("/desk").status_code == 401
    assert enter(client, appointed.password) == 422
    with world.parts.database.writing() as session:
        enable_staff(session, appointed.account.id)
    assert enter(client, appointed.password) == 302


def test_a_new_password_ends_the_sessions_of_the_old_one(
    world: World, client: FlaskClient, hospital_desk: Desk
) -> None:
    appointed = appoint(world, hospital_desk)
    enter(client, appointed.password)
    with world.parts.database.writing() as session:
        again = reset_staff_password(session, appointed.account.id)
    assert client.get("/desk").status_code == 401
    assert enter(client, appointed.password) == 422
    assert enter(client, again.password) == 302


def test_a_manager_stands_at_no_desk_and_sees_the_partners_devices(
    world: World, client: FlaskClient, hospital_desk: Desk
) -> None:
    details = replace(OPERATOR, role=Role.PARTNER_MANAGER)
    appointed = appoint(world, hospital_desk, details)
    assert enter(client, appointed.password) == 302
    assert client.get("/partner/devices").status_code == 200
    assert client.get("/desk").status_code == 403
    with pytest.raises(Conflict), world.parts.database.writing() as session:
        move_operator(session, appointed.account.id, desk_id=hospital_desk.id)


@pytest.mark.parametrize(
    ("details", "error", "field"),
    [
        (replace(OPERATOR, role=Role.ADMIN), InvalidInput, "role"),
        (replace(OPERATOR, role=Role.OFFICER), InvalidInput, "role"),
        (replace(OPERATOR, login="a b"), InvalidInput, "login"),
        (replace(OPERATOR, name=" "), InvalidInput, "name"),
        (replace(OPERATOR, desk_id=404), NotFound, None),
    ],
)
def test_who_cannot_be_appointed_is_refused(
    world: World,
    hospital_desk: Desk,
    details: StaffDetails,
    error: type[DomainError],
    field: str | None,
) -> None:
    with pytest.raises(error) as refused:
        appoint(world, hospital_desk, details)
    assert refused.value.field == field


def test_a_login_is_taken_once_and_an_operator_needs_an_open_desk(
    world: World, hospital_desk: Desk
) -> None:
    appoint(world, hospital_desk)
    with pytest.raises(Conflict) as taken:
        appoint(world, hospital_desk)
    assert taken.value.field == "login"
    partner_id = partner_of(world, hospital_desk)
    with world.parts.database.writing() as session:
        close_desk(session, hospital_desk.id, now=world.clock())
    details = replace(OPERATOR, login="other", desk_id=hospital_desk.id)
    for each in (details, replace(details, desk_id=None)):
        with pytest.raises(InvalidInput) as shut, world.parts.database.writing() as session:
            appoint_operator(session, partner_id, details=each, now=world.clock())
        assert shut.value.field == "desk"


def test_a_closed_desk_scans_nothing_until_it_opens_again(
    world: World, client: FlaskClient, hospital_desk: Desk
) -> None:
    appointed = appoint(world, hospital_desk)
    enter(client, appointed.password)
    with world.parts.database.writing() as session:
        close_desk(session, hospital_desk.id, now=world.clock())
    assert client.get("/desk").status_code == 404
    with world.parts.database.writing() as session:
        reopen_desk(session, hospital_desk.id)
    assert desk_scanned_at(world, client) == hospital_desk.id


def test_nobody_of_another_partner_is_found(world: World, hospital_desk: Desk) -> None:
    elsewhere = world.desk(PartnerKind.SCENIC)
    other = partner_of(world, elsewhere)
    account_id = appoint(world, hospital_desk).account.id
    now = world.clock()
    with world.parts.database.writing() as session:
        for act in (
            lambda: disable_staff(session, account_id, now=now, partner_id=other),
            lambda: enable_staff(session, account_id, partner_id=other),
            lambda: reset_staff_password(session, account_id, partner_id=other),
            lambda: move_operator(session, account_id, desk_id=elsewhere.id, partner_id=other),
            lambda: move_operator(session, account_id, desk_id=elsewhere.id),
            lambda: close_desk(session, hospital_desk.id, now=now, partner_id=other),
            lambda: reopen_desk(session, hospital_desk.id, partner_id=other),
        ):
            with pytest.raises(NotFound):
                act()
    officer = world.account()
    with world.parts.database.writing() as session, pytest.raises(NotFound):
        reset_staff_password(session, officer.id)
