"""A live server with a card to activate, and a telephone-sized browser to do it with."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from app import create_app
from cardholders.cards.find import find_card
from cardholders.cards.models import Card
from cardholders.cards.standing import DOCUMENT
from cardholders.phone.activation import make_activation
from core.clock import system_clock
from core.settings import Settings
from core.web.services import Services
from tests.bed.child import Child
from tests.bed.databases import DatabaseKind, Databases
from tests.bed.factories import World
from tests.bed.server import (
    APPLICATION,
    LiveServer,
    StartServer,
    granian_command,
    own_environment,
    wait_until_healthy,
)
from tests.cardholders.phone.phone_page import PhonePage

PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class House:
    """A running server and factories on its database."""

    server: LiveServer
    world: World

    @property
    def parts(self) -> Services:
        """What the routes of the running server reach for, on the same database and keys."""
        return self.world.parts

    @property
    def outbox(self) -> Path:
        """Where the server's messages land."""
        return self.server.instance_folder / "outbox.jsonl"

    def activation_link(self, card: Card) -> str:
        """Answer a new link, as the office gives it; links made before it end."""
        officer = self.world.account()
        with self.parts.database.writing() as session:
            attached = session.merge(card)
            token = make_activation(session, attached, by=officer.id, now=system_clock())
        return f"{self.server.base_url}/phone/activate#{token}"

    def last_four(self, card: Card) -> str:
        """Answer the last four of the holder's document."""
        with self.parts.database.reading() as session:
            sealed = find_card(session, card.id).holder.document_sealed
        return self.parts.vault.open_text(sealed, purpose=DOCUMENT)[-4:]


@contextmanager
def house_of(server: LiveServer) -> Iterator[House]:
    """A running server with a signing key, and factories on its database and keys."""
    kept = server.environment
    settings = Settings(
        _env_file=None,
        secret_key=kept["SECRET_KEY"],
        key_encryption_key=kept["KEY_ENCRYPTION_KEY"],
        database_url=kept["DATABASE_URL"],
        base_url=server.base_url,
        instance_folder=server.instance_folder,
    )
    application = create_app(settings)
    with application.test_request_context():
        world = World(application.extensions["services"], system_clock)
        world.signing_key()
        yield House(server, world)
    world.parts.database.engine.dispose()


@pytest.fixture
def house(live_server: StartServer) -> Iterator[House]:
    """A live server with a signing key."""
    with house_of(live_server()) as house:
        yield house


@pytest.fixture(scope="module")
def lasting_house(
    databases: Databases, free_ports: Iterator[int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A house that all tests of a module share, without limits: they have one address.

    A module of pages takes it as its `house`; what differs between databases is not in the pages.
    """
    folder = tmp_path_factory.mktemp("house")
    with ExitStack() as closing:
        url = databases.fresh(DatabaseKind.SQLITE, closing=closing)
        port = next(free_ports)
        own = own_environment(database_url=url, instance=folder)
        own |= {"BASE_URL": f"http://localhost:{port}", "LIMITS_ENABLED": "false"}
        command = granian_command(port, application=APPLICATION, workers=1)
        child = Child(command, output=folder / "server.log", environment={**os.environ, **own})
        closing.callback(child.stop)
        wait_until_healthy(port, child=child)
        server = LiveServer(own["BASE_URL"], url, folder, own, child)
        yield closing.enter_context(house_of(server))


OpenPhone = Callable[..., PhonePage]


@pytest.fixture
def open_phone(house: House, chromium: Browser) -> OpenPhone:
    """Opens telephones, each with a storage of its own and a clock as wrong as asked for.

    The house is asked for first: a telephone is put away before its server stops.
    """

    def open_one(*, clock_off_by_ms: int = 0) -> PhonePage:
        context = chromium.new_context(viewport=PHONE, device_scale_factor=2, has_touch=True)
        if clock_off_by_ms:
            context.add_init_script(wrong_clock(clock_off_by_ms))
        return PhonePage(context.new_page(), house.outbox)

    return open_one


def wrong_clock(off_by_ms: int) -> str:
    """A script that sets the clock of a page's window wrong."""
    return f"""
        const TrueDate = Date;
        globalThis.Date = class extends TrueDate {{
            constructor(...given) {{
                given.length ? super(...given) : super(TrueDate.now() + {off_by_ms});
            }}
            static now() {{ return TrueDate.now() + {off_by_ms}; }}
        }};
    """
