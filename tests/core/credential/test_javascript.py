"""The JavaScript twin in a real Node: the same vectors, a phone that works."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.credential.binding_proof import check_binding_proof
from core.credential.check import check
from core.credential.fields import Presentation
from core.credential.issuer_key import describe_key
from core.credential.phone_key import read_phone_key
from core.credential.read import read
from core.credential.request_proof import check_request_proof, read_request_proof
from core.credential.sign import sign_credential
from core.credential.tokens import credential_jwt
from tests.bed.node import NODE
from tests.core.credential.fixed import (
    AT,
    ISSUER,
    KEYS,
    NOW,
    make_fields,
)

SCRIPTS = Path(__file__).parent / "javascript"
DESCRIPTIONS = [describe_key(key) for key in KEYS.values()]


def test_javascript_agrees_with_every_vector() -> None:
    ran = subprocess.run(
        [NODE, "--test-reporter=tap", SCRIPTS / "vectors.js"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "# fail 0" in ran.stdout
    vectors = json.loads((SCRIPTS.parents[2] / "vectors" / "credential.json").read_text())
    with_proof = sum(shown["proof"] is not None for shown in vectors["presentations"])
    expected = with_proof + sum(len(vectors[name]) for name in vectors if name != "issuer_keys")
    assert f"# pass {expected}\n" in ran.stdout


@pytest.fixture
def phone() -> Iterator[subprocess.Popen[str]]:
    """A phone that answers line by line."""
    with subprocess.Popen(
        [NODE, SCRIPTS / "phone.js"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
    assert process.returncode == 0


def test_a_phone_binds_and_what_it_then_shows_is_accepted(phone: subprocess.Popen[str]) -> None:
    said = _ask(phone, {"token": "an activation token", "at": AT})
    assert said["extractable"] is False
    phone_key = read_phone_key(said["phone_key"])
    assert phone_key is not None
    assert check_binding_proof(
        said["binding"], phone_key, activation_token="an activation token", now=NOW
    )
    assert not check_binding_proof(
        said["binding"], phone_key, activation_token="another token", now=NOW
    )

    fields = make_fields(phone_key=phone_key)
    credential = sign_credential(fields, ISSUER)
    text = credential_jwt(credential, ISSUER.key)
    asked = {"credential": text, "serial": fields.serial, "keys": DESCRIPTIONS}
    shown = _ask(phone, asked)

    presentation = read(shown["digits"], KEYS)
    assert isinstance(presentation, Presentation)
    assert presentation.credential == credential
    assert check(presentation, KEYS, now=NOW) is None
    assert presentation == read(shown["text"], KEYS)

    request = read_request_proof(shown["request"])
    assert request is not None
    assert request.serial == fields.serial
    assert check_request_proof(request, phone_key, method="POST", path="/phone/a", now=NOW)


def _ask(phone: subprocess.Popen[str], question: dict[str, object]) -> dict[str, Any]:
    assert phone.stdin is not None
    assert phone.stdout is not None
    phone.stdin.write(json.dumps(question) + "\n")
    phone.stdin.flush()
    answer: dict[str, Any] = json.loads(phone.stdout.readline())
    return answer
