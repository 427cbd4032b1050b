"""The pages of the phone: each package registers its own, the shell keeps them all."""

from dataclasses import dataclass

from flask import Flask, current_app, url_for
from flask_babel.speaklater import LazyString

from core.errors import NotFound

EXTENSION = "phone_pages"
CARD = "card"


@dataclass(frozen=True, slots=True)
class Tab:
    """A place in the bar at the foot of the phone; `order` sorts it."""

    label: LazyString
    icon: str
    order: int


@dataclass(frozen=True, slots=True)
class PhonePage:
    """A page that opens without a network, at /phone/<name>; the card's own is /phone.

    `tab` puts it into the bar, `under` names the page whose tab it belongs to.
    """

    name: str
    template: str
    tab: Tab | None = None
    under: str = ""

    @property
    def url(self) -> str:
        """Where a browser opens it."""
        if self.name == CARD:
            return url_for("phone.show")
        return url_for("phone.show_page", page=self.name)


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A tab as a page shows it."""

    label: str
    url: str
    icon: str
    current: bool


def add_phone_page(app: Flask, page: PhonePage) -> None:
    """Register a page; its template extends phone/shell.html or phone/holder_page.html."""
    app.extensions.setdefault(EXTENSION, {})[page.name] = page


def phone_pages() -> tuple[PhonePage, ...]:
    """Answer every page that is registered."""
    return tuple(current_app.extensions[EXTENSION].values())


def find_phone_page(name: str) -> PhonePage:
    """Answer the page of that name; raises NotFound."""
    page: PhonePage | None = current_app.extensions[EXTENSION].get(name)
    if page is None:
        raise NotFound("no such page of the phone")
    return page


def tabs_of(shown: PhonePage) -> tuple[ShownTab, ...]:
    """Answer the bar as it stands on a page."""
    here = shown.under or shown.name
    tabs = [(page.tab, page) for page in phone_pages() if page.tab is not None]
    return tuple(
        ShownTab(str(tab.label), page.url, tab.icon, page.name == here)
        for tab, page in sorted(tabs, key=lambda each: each[0].order)
    )
