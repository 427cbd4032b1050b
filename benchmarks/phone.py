"""How soon a bound phone shows its code, and what that transfers, in a real Chromium."""

import argparse
import gzip
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from statistics import fmean
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

from benchmarks._lighthouse import install_lighthouse, lighthouse_version, score
from benchmarks._page import PHONE, write_page
from benchmarks._phone_figures import (
    Openings,
    PhoneMeasurement,
    Scores,
    Visit,
    write_phone_measurement,
)
from benchmarks._phone_house import PhoneHouse, bind, phone_house, telephone
from benchmarks._phone_visits import forget_shell, install_shell, open_card
from core.clock import SHANGHAI
from house.steps import StepError, step
from tests.bed.server import ports_of

BOUND, UNBOUND = "bound", "not bound"


def measure(options: argparse.Namespace) -> PhoneMeasurement:
    """Run everything that the options ask for."""
    port = next(ports_of(1))
    loads: list[float] = []
    scores: list[Scores] = []
    openings: list[Openings] = []
    with phone_house() as house:
        kept = kept_sizes(house)
        with telephone(debugging_port=port) as phone:
            if options.lighthouse:
                scores.append(_score(phone, house, UNBOUND, port))
            bind(phone, house)
            versions = {"Python": platform.python_version(), "Chromium": _version(phone)}
            if options.lighthouse:
                scores.append(_score(phone, house, BOUND, port))
                versions["Lighthouse"] = lighthouse_version()
            for visit in Visit:
                with step(visit):
                    openings.append(_open_rounds(phone, house, visit, options.rounds))
                    loads.append(os.getloadavg()[0])
    return PhoneMeasurement(
        taken_on=datetime.now(SHANGHAI).date(),
        versions=versions,
        cores=os.cpu_count() or 1,
        load=round(fmean(loads), 1),
        openings=tuple(openings),
        kept_files=len(kept),
        kept_bytes=sum(kept),
        scores=tuple(scores),
    )


def _open_rounds(phone: BrowserContext, house: PhoneHouse, visit: Visit, rounds: int) -> Openings:
    if visit is not Visit.FIRST:
        install_shell(phone, house.card_page)
    if visit is Visit.OFFLINE:
        house.server.child.stop()
    found = [open_card(phone, house.card_page, visit) for _ in range(rounds)]
    return Openings(visit, tuple(found))


def _score(phone: BrowserContext, house: PhoneHouse, state: str, port: int) -> Scores:
    forget_shell(phone, house.card_page)
    with step(f"Lighthouse, {state}"), tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        return score(house.card_page, state, debugging_port=port, report=report)


def _version(phone: BrowserContext) -> str:
    page = phone.new_page()
    product = str(phone.new_cdp_session(page).send("Browser.getVersion")["product"])
    page.close()
    return product.rpartition("/")[2]


def kept_sizes(house: PhoneHouse) -> list[int]:
    """Answer the bytes of each file that the service worker keeps, compressed where it is."""
    connection = HTTPConnection(urlsplit(house.base_url).netloc)
    script = gzip.decompress(_get(connection, "/phone/worker.js")).decode()
    first_line = script.partition("\n")[0]
    kept = json.loads(first_line.removeprefix("const KEPT = ").rstrip(";"))
    sizes = [len(_get(connection, url)) for url in kept["urls"]]
    connection.close()
    return sizes


def _get(connection: HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != HTTPStatus.OK:
        raise StepError(f"{path} answers {answer.status}")
    return body


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(prog="phone", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="openings of each kind (9)")
    parser.add_argument("--no-lighthouse", dest="lighthouse", action="store_false")
    parser.add_argument("--keep", choices=["figures", "nothing"], default="figures")
    return parser.parse_args(arguments)


def main() -> None:
    """Measure, print, keep the figures and write the page."""
    options = parse(sys.argv[1:])
    if options.lighthouse:
        install_lighthouse()
    measurement = measure(options)
    for each in measurement.openings:
        print(
            f"{each.visit:8} code after {each.median_ms:.0f} ms, at worst {each.worst_ms:.0f}; "
            f"{each.requests} requests, {each.bytes / 1000:.1f} KB"
        )
    for scores in measurement.scores:
        print(scores)
    print(f"kept {measurement.kept_files} files, {measurement.kept_bytes / 1000:.1f} KB")
    if options.keep == "figures":
        write_phone_measurement(measurement, PHONE)
        write_page()


if __name__ == "__main__":
    main()
