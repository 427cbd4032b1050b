"""Every request that carries an id: each rule of the live URL map, each place for an id in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask import Flask
from werkzeug.routing import Rule

from core.accounts.guard import PUBLIC, REQUIRED
from core.accounts.roles import Permission
from tests.isolation.declared import ARGUMENTS, BODIES, NO_IDS, QUERIES, Fields, Filler, IdKind

NO_ROW = 2_000_000_011
NO_CARD = "JZ99-999999-9"
AUTOMATIC = frozenset({"HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Slot:
    """One place for one id: a method of a rule, and an argument of it or a field."""

    rule: Rule
    method: str
    name: str
    kind: IdKind

    @property
    def endpoint(self) -> str:
        """The endpoint of the rule."""
        return str(self.rule.endpoint)

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule} with {self.name}"


@dataclass(frozen=True)
class Request:
    """What is sent, with every id that stands in it."""

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)
    ids: tuple[str, ...] = ()


def methods_of(rule: Rule) -> list[str]:
    """Answer the methods that a view of ours answers."""
    return sorted((rule.methods or set()) - AUTOMATIC)


def id_arguments(rule: Rule) -> dict[str, IdKind]:
    """Answer the arguments of a rule that are ids."""
    kinds = {name: ARGUMENTS[name] for name in rule.arguments}
    return {name: kind for name, kind in kinds.items() if kind is not None}


def fields_of(rule: Rule, method: str) -> Fields:
    """Answer what a query or a body carries."""
    return (QUERIES if method == "GET" else BODIES).get(rule.endpoint, NO_IDS)


def all_slots(app: Flask) -> list[Slot]:
    """Answer every place for an id in the live URL map."""
    return [
        Slot(rule, method, name, kind)
        for rule in app.url_map.iter_rules()
        for method in methods_of(rule)
        for name, kind in {**id_arguments(rule), **fields_of(rule, method).ids}.items()
    ]


def plain_pages(app: Flask) -> Iterator[Rule]:
    """Answer every page without anything variable in its address."""
    return (
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in methods_of(rule) and not rule.arguments
    )


def permission_for(app: Flask, rule: Rule) -> Permission | None:
    """Answer what a rule's view requires; None for a public one."""
    view = app.view_functions[rule.endpoint]
    return None if getattr(view, PUBLIC, None) else getattr(view, REQUIRED)


def unknown(kind: IdKind) -> object:
    """Answer an id of this kind that nothing has."""
    if kind in {IdKind.REQUEST, IdKind.WISH}:
        return uuid4()
    return NO_CARD if kind is IdKind.CARD_NUMBER else NO_ROW


def request_with(app: Flask, slot: Slot, value: object, *, benefit: str = "") -> Request:
    """Answer a request that is good but for its ids: this one in its place, unknown ones beside.

    A query asks for nothing else, because every part of it narrows what is found.
    """
    asked = {} if slot.method == "GET" else fields_of(slot.rule, slot.method).ids
    kinds = {**id_arguments(slot.rule), **asked}
    values = {name: unknown(kind) for name, kind in kinds.items()} | {slot.name: value}
    return request_of(app, slot.rule, slot.method, values=values, benefit=benefit)


def request_of(
    app: Flask, rule: Rule, method: str, *, values: Mapping[str, object], benefit: str = ""
) -> Request:
    """Answer a request with these ids by the names of arguments and fields."""
    fields = fields_of(rule, method)
    address = {name: values[name] for name in rule.arguments}
    sent = {name: str(each) for name, each in values.items() if name in fields.ids}
    fillers = {Filler.BENEFIT: benefit, Filler.NEW_ID: str(uuid4())}
    sent |= {name: fillers.get(each, each) for name, each in fields.others.items()}
    path = app.url_map.bind("localhost").build(rule.endpoint, address, method=method)
    ids = tuple(str(each) for each in values.values())
    reading = method == "GET"
    return Request(method, path, sent if reading else {}, {} if reading else sent, ids)
