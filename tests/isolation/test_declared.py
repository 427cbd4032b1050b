"""The tables of this package know every route there is, and every field that a route reads."""

import re
from typing import Any

import pytest
from flask import Flask, Request
from werkzeug.datastructures import ImmutableMultiDict

from core.accounts.roles import Role
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.isolation.attempts import (
    all_slots,
    fields_of,
    id_arguments,
    methods_of,
    permission_for,
    request_of,
)
from tests.isolation.callers import NOBODY, callers_of
from tests.isolation.declared import ANSWERED_ALIKE, ARGUMENTS, BODIES, PLAIN, QUERIES, Fields
from tests.isolation.sides import build_side
from verify.api.description import openapi_document

READING = frozenset({"GET"})


def test_every_argument_of_an_address_is_known(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        for name in rule.arguments:
            assert name in ARGUMENTS, (
                f"{rule.rule} has the argument {name!r}, which is not in ARGUMENTS of"
                " tests/isolation/declared.py: say there what kind of id it is, or that it is none"
            )


def test_every_body_is_known(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if set(methods_of(rule)) - READING:
            assert rule.endpoint in BODIES, (
                f"{rule.endpoint} ({rule.rule}) changes something, and is not in BODIES of"
                " tests/isolation/declared.py: say there which fields of its body are ids"
            )


def test_nothing_is_declared_that_is_not_there(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    arguments = {name for rule in app.url_map.iter_rules() for name in rule.arguments}
    places = {(slot.endpoint, slot.name) for slot in all_slots(app)}
    assert set(BODIES) | set(QUERIES) <= endpoints
    assert set(ARGUMENTS) <= arguments
    assert set(ANSWERED_ALIKE) <= places


def test_every_field_that_the_api_describes_is_known(app: Flask) -> None:
    document = openapi_document()
    for rule in app.url_map.iter_rules():
        described = document["paths"].get(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), {})
        if "post" in described:
            (content,) = described["post"]["requestBody"]["content"].values()
            schema = document["components"]["schemas"][content["schema"]["$ref"].split("/")[-1]]
            unknown = set(schema["properties"]) - known_fields(fields_of(rule, "POST"))
            assert not unknown, undeclared(rule.endpoint, unknown)


class Noticed(ImmutableMultiDict[str, Any]):
    """A query or a body that remembers which fields were asked for, sent or not."""

    names: set[str]

    def get(self, key: str, *args: Any, **kwargs: Any) -> Any:
        """Notice the field."""
        self.names.add(key)
        return super().get(key, *args, **kwargs)

    def getlist(self, key: str, *args: Any, **kwargs: Any) -> Any:
        """Notice the field."""
        self.names.add(key)
        return super().getlist(key, *args, **kwargs)

    def __getitem__(self, key: str) -> Any:
        self.names.add(key)
        return super().__getitem__(key)


@pytest.mark.parametrize("who", [Role.ADMIN, Role.PARTNER_MANAGER, Role.OPERATOR, NOBODY])
def test_every_field_that_a_page_reads_is_known(app: Flask, world: World, who: str) -> None:
    names: set[str] = set()

    class NoticingRequest(Request):
        parameter_storage_class = type("NoticedHere", (Noticed,), {"names": names})

    app.request_class = NoticingRequest
    sides = [build_side(world, kind, "alpha") for kind in PartnerKind]
    everything = set()
    for caller, side in zip(callers_of(app, world, who, sides), sides, strict=False):
        for rule in app.url_map.iter_rules():
            permission = permission_for(app, rule)
            open_to_them = who == NOBODY if permission is None else permission in caller.permissions
            if not open_to_them or set(rule.arguments) != set(id_arguments(rule)):
                continue
            for method in methods_of(rule):
                fields = fields_of(rule, method)
                kinds = {**id_arguments(rule), **fields.ids}
                values = {name: side.ids[kind][0] for name, kind in kinds.items()}
                sent = request_of(app, rule, method, values=values, benefit=side.benefit)
                names.clear()
                caller.ask(method, sent.path, query=sent.query, body=sent.body)
                unknown = names - known_fields(fields)
                assert not unknown, undeclared(rule.endpoint, unknown)
                everything |= names
    assert everything


def known_fields(fields: Fields) -> set[str]:
    """Answer the names that are declared."""
    return {*PLAIN, *fields.ids, *fields.others}


def undeclared(endpoint: str, names: set[str]) -> str:
    """Answer what to do about fields that nobody has declared."""
    return (
        f"{endpoint} reads {sorted(names)}, which tests/isolation/declared.py does not know: say in"
        " QUERIES or BODIES which kind of id each is, or in PLAIN that it is none"
    )
