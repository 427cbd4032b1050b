"""Navigation: each package registers its own pages, people see those they may open."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel.speaklater import LazyString
from flask_login import current_user

from core.accounts.roles import Permission

EXTENSION = "navigation"


@dataclass(frozen=True, slots=True)
class Destination:
    """One page in the frame's navigation; `order` sorts it, the first one is a person's home.

    It is current on every page of its own blueprint, and of those that `also` names. `waiting`
    counts what waits there for the caller, and answers None to one who has no such page.
    """

    label: LazyString
    endpoint: str
    permission: Permission
    order: int
    also: tuple[str, ...] = ()
    waiting: Callable[[], int | None] | None = None


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """A destination as the frame shows it to this person on this page."""

    label: str
    url: str
    current: bool
    count: int = 0


def add_destination(app: Flask, destination: Destination) -> None:
    """Put a page into the navigation."""
    destinations = app.extensions.setdefault(EXTENSION, [])
    destinations.append(destination)
    destinations.sort(key=lambda each: each.order)


def navigation_links() -> list[NavigationLink]:
    """Answer the pages the signed-in person may open, in order."""
    if not current_user.is_authenticated:
        return []
    links = []
    for each in current_app.extensions.get(EXTENSION, []):
        if not current_user.may(each.permission):
            continue
        waiting = each.waiting() if each.waiting is not None else 0
        if waiting is None:
            continue
        blueprint = each.endpoint.partition(".")[0]
        here = request.blueprint in {blueprint, *each.also}
        links.append(NavigationLink(str(each.label), url_for(each.endpoint), here, waiting))
    return links


def home_url() -> str:
    """Answer where a person starts after signing in."""
    links = navigation_links()
    return links[0].url if links else url_for("welcome.show")
