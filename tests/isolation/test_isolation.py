"""Every route, with every id of another partner, from every caller: shut, alike and unchanged."""

import pytest
from flask import Flask

from core.accounts.roles import Role
from core.policy.vocabulary import PartnerKind
from partners.models import DeskOperator, Device
from tests.bed.factories import World
from tests.isolation.attempts import all_slots, id_arguments, methods_of, request_of
from tests.isolation.callers import OF_A_PARTNER, OUTSIDE, WHO, callers_of
from tests.isolation.declared import IdKind
from tests.isolation.rows import all_rows
from tests.isolation.sides import build_side
from tests.isolation.walk import Walk

BAD = 400


@pytest.mark.parametrize("who", WHO)
def test_no_caller_learns_or_changes_anything_of_another_partner(
    app: Flask, world: World, who: str
) -> None:
    own = [build_side(world, kind, "alpha") for kind in PartnerKind if who in OF_A_PARTNER]
    others = [build_side(world, kind, "beta") for kind in PartnerKind]
    slots = all_slots(app)
    for caller in callers_of(app, world, who, own):
        walk = Walk(app, world.parts, caller, others)
        if who in OF_A_PARTNER or who in OUTSIDE:
            walk.look_at_plain_pages()
        for slot in slots:
            if not walk.may(slot):
                walk.is_shut_out(slot)
            elif who in OF_A_PARTNER:
                walk.is_told_nothing(slot)


@pytest.mark.parametrize("who", sorted(OF_A_PARTNER))
def test_every_id_that_a_caller_may_send_counts_when_it_is_their_own(
    app: Flask, world: World, who: str
) -> None:
    """Or the test above would hold a request against another that is wrong in the same way."""
    own = [build_side(world, kind, "alpha") for kind in PartnerKind]
    walks = [Walk(app, world.parts, caller, []) for caller in callers_of(app, world, who, own)]
    slots = [slot for slot in all_slots(app) if walks[0].may(slot)]
    assert slots
    vain = [str(s) for s in slots if not any(walk.own_id_counts(s) for walk in walks)]
    assert not vain, vain


def test_an_operator_at_a_desk_of_another_partner_stands_nowhere(app: Flask, world: World) -> None:
    own, other = (build_side(world, PartnerKind.HOSPITAL, name) for name in ("alpha", "beta"))
    (caller,) = callers_of(app, world, Role.OPERATOR, [own])
    with world.parts.database.writing() as session:
        standing = session.get_one(DeskOperator, own.operator.id)
        standing.desk_id = session.get_one(Device, other.device_id).desk_id
    walk, before = Walk(app, world.parts, caller, [other]), all_rows(world.parts.database)
    walk.look_at_plain_pages()
    for slot in all_slots(app):
        if walk.may(slot):
            for value in (*own.ids[slot.kind], *other.ids[slot.kind]):
                walk.send_id(slot, value)
    assert all_rows(world.parts.database) == before


@pytest.mark.parametrize("endpoint", ["staff.appoint", "staff.move", "devices.invite"])
def test_the_office_cannot_put_one_partners_own_at_a_desk_of_another(
    app: Flask, world: World, endpoint: str
) -> None:
    own, other = (build_side(world, PartnerKind.HOSPITAL, name) for name in ("alpha", "beta"))
    (caller,) = callers_of(app, world, Role.ADMIN, [])
    (rule,) = (each for each in app.url_map.iter_rules(endpoint) if "POST" in methods_of(each))
    (address,) = ({name: own.ids[kind][-1]} for name, kind in id_arguments(rule).items())
    before = all_rows(world.parts.database)
    for desk_id in other.ids[IdKind.DESK]:
        sent = request_of(app, rule, "POST", values={**address, "desk": desk_id})
        answer = caller.ask("POST", sent.path, query={}, body=sent.body)
        assert (answer.status_code, other.mark in answer.text) == (422, False)
    assert all_rows(world.parts.database) == before
    mine = request_of(app, rule, "POST", values={**address, "desk": own.ids[IdKind.DESK][-1]})
    assert caller.ask("POST", mine.path, query={}, body=mine.body).status_code < BAD
    assert all_rows(world.parts.database) != before
