"""Kill -9 of the whole service in mid-load loses, doubles and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bed.databases import DatabaseKind
from tests.faults.control import CONTROLS, take_key_away
from tests.faults.server import Server
from tests.faults.storm import KillServer, Size, storm

SHORT = Size(redemptions=304, clients=16, blows=3)
CONTROL = Size(redemptions=160, clients=16, blows=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The instance folder of an installation."""
    instance = tmp_path / "instance"
    instance.mkdir()
    return instance


def test_three_kills_lose_double_and_change_nothing(
    database_url: str, folder: Path, free_ports: Iterator[int]
) -> None:
    server = Server(folder, database_url, port=next(free_ports))
    server.start()
    try:
        outcome = storm(server, SHORT, blow=KillServer(server))
    finally:
        server.stop()
    assert outcome.blows == SHORT.blows
    assert outcome.cut > 0, "no kill met a request under way"
    assert outcome.judgement.is_clean, outcome.judgement


def test_without_the_key_the_same_storm_counts_double(
    database_url: str, database_kind: DatabaseKind, folder: Path, free_ports: Iterator[int]
) -> None:
    take_key_away(database_url, database_kind)
    application = CONTROLS[database_kind]
    server = Server(folder, database_url, port=next(free_ports), application=application)
    server.start()
    try:
        outcome = storm(server, CONTROL, blow=KillServer(server))
    finally:
        server.stop()
    assert outcome.judgement.doubled > 0
