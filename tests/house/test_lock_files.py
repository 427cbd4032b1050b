"""The lock files tell what is installed, never from where."""

import json

import pytest

from house.lock_files import faults

RUN = "flask==3.1.3 \\\n    --hash=sha256:00\n"
TEST = RUN + "pytest==9.2.0 \\\n    --hash=sha256:11\n"
NPM = json.dumps({"packages": {"": {}, "node_modules/qr": {"integrity": "sha512-00"}}})


def test_lock_files_in_order_have_no_fault() -> None:
    assert faults(RUN, TEST, NPM) == []


@pytest.mark.parametrize("place", ["--index-url x", "--find-links /wheels", "https://host/simple"])
def test_a_place_is_a_fault(place: str) -> None:
    (fault,) = faults(f"{place}\n{RUN}", TEST, NPM)
    assert fault.startswith("requirements.txt: names a place")


def test_a_place_in_the_lock_of_npm_is_a_fault() -> None:
    entry = {"integrity": "sha512-00", "resolved": "https://host/qr.tgz"}
    (fault,) = faults(RUN, TEST, json.dumps({"packages": {"node_modules/qr": entry}}))
    assert fault.startswith("package-lock.json: names a place")


def test_where_a_maker_asks_for_gifts_is_no_place() -> None:
    entry = {"integrity": "sha512-00", "funding": {"url": "https://host/gifts"}}
    assert faults(RUN, TEST, json.dumps({"packages": {"node_modules/qr": entry}})) == []


def test_the_lock_of_the_tests_holds_the_same_versions() -> None:
    (fault,) = faults(RUN, TEST.replace("3.1.3", "3.1.2"), NPM)
    assert fault == "requirements-dev.txt: lacks flask==3.1.3 of requirements.txt"


def test_a_package_without_its_hash_is_a_fault() -> None:
    (fault,) = faults(RUN, TEST, json.dumps({"packages": {"node_modules/qr": {}}}))
    assert fault == "package-lock.json: node_modules/qr has no integrity hash"
