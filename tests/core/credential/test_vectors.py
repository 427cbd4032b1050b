"""The file of vectors, as Python sees it; test_javascript.py runs the same file in Node."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from core.credential.binding_proof import check_binding_proof
from core.credential.check import Fault, check
from core.credential.digits import write_digits
from core.credential.fields import Presentation
from core.credential.phone_key import read_phone_key
from core.credential.read import read
from core.credential.request_proof import check_request_proof, read_request_proof
from core.credential.status_list import StatusList, StatusListFault, read_status_list
from core.credential.tokens import presentation_text
from core.credential.unread import Unread
from tests.core.credential.fixed import KEYS
from tests.vectors.generate_credential import PATH, render_vectors

VECTORS = json.loads(PATH.read_text(encoding="ascii"))


def _named(group: str) -> list[object]:
    return [pytest.param(vector, id=vector["name"]) for vector in VECTORS[group]]


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def test_the_file_is_what_its_script_writes() -> None:
    assert PATH.read_text(encoding="ascii") == render_vectors()


def test_every_reason_and_every_fault_has_a_vector() -> None:
    assert {vector["unread"] for vector in VECTORS["unread"]} == set(Unread)
    assert {vector["fault"] for vector in VECTORS["judged"]} == {*Fault, None}
    assert {vector["fault"] for vector in VECTORS["status_lists"]} == {*StatusListFault, None}


@pytest.mark.parametrize("vector", _named("presentations"))
def test_a_presentation_has_the_same_bytes_both_ways(vector: dict[str, str]) -> None:
    shown = read(vector["digits"], KEYS)
    assert isinstance(shown, Presentation)
    assert read(vector["text"], KEYS) == shown
    assert write_digits(shown) == vector["digits"]
    key = KEYS[shown.credential.fields.key_number]
    assert presentation_text(shown, key) == vector["text"]


@pytest.mark.parametrize("vector", _named("judged"))
def test_a_presentation_is_judged_by_its_first_fault(vector: dict[str, object]) -> None:
    shown = read(str(vector["digits"]), KEYS)
    assert isinstance(shown, Presentation)
    seconds = vector["now"]
    assert isinstance(seconds, int)
    late_in_the_second = _at(seconds).replace(microsecond=999_999)
    assert check(shown, KEYS, now=late_in_the_second) == vector["fault"]


@pytest.mark.parametrize("vector", _named("unread"))
def test_a_bad_text_has_its_own_reason(vector: dict[str, str]) -> None:
    assert read(vector["text"], KEYS) == vector["unread"]


@pytest.mark.parametrize("vector", VECTORS["bindings"])
def test_a_binding_proof_is_accepted(vector: dict[str, object]) -> None:
    phone_key = read_phone_key(str(vector["phone_key"]))
    assert phone_key is not None
    assert isinstance(vector["at"], int)
    token = str(vector["activation_token"])
    assert check_binding_proof(
        str(vector["jwt"]), phone_key, activation_token=token, now=_at(vector["at"])
    )


@pytest.mark.parametrize("vector", VECTORS["requests"])
def test_a_request_proof_is_accepted(vector: dict[str, object]) -> None:
    phone_key = read_phone_key(str(vector["phone_key"]))
    proof = read_request_proof(str(vector["jwt"]))
    assert phone_key is not None
    assert proof is not None
    assert (proof.serial, proof.jti) == (vector["serial"], vector["jti"])
    method, path = str(vector["method"]), str(vector["path"])
    assert check_request_proof(proof, phone_key, method=method, path=path, now=_at(proof.at))


@pytest.mark.parametrize("vector", _named("status_lists"))
def test_a_status_list_is_read_or_refused_by_its_first_fault(vector: dict[str, Any]) -> None:
    now = _at(vector["now"]).replace(microsecond=999_999)
    asked = {"uri": vector["uri"], "now": now, "seen_iat": vector["seen_iat"]}
    found = read_status_list(vector["text"], KEYS, **asked)
    if vector["fault"] is not None:
        assert found == vector["fault"]
        return
    assert isinstance(found, StatusList)
    assert {str(idx): found.value_at(idx) for idx in map(int, vector["values"])} == vector["values"]
