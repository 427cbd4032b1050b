"""Binding and request proofs: fresh, for this token or this request, of this phone, or nothing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.credential.binding_proof import binding_signing_input, check_binding_proof
from core.credential.compact import join
from core.credential.request_proof import (
    check_request_proof,
    read_request_proof,
    request_signing_input,
)
from tests.core.credential.fixed import AT, EVEN_PHONE, NOW, ODD_PHONE, sign_repeatably
from tests.core.credential.mutants import rewrite_header, rewrite_json

JTI = "0d9c5f6e-52c0-4b7e-9b3c-9f0f6c1e2a11"
WINDOW = pytest.mark.parametrize(
    ("seconds", "accepted"), [(60, True), (61, False), (-30, True), (-31, False)]
)


def _sign(signed: str) -> str:
    return join(signed, sign_repeatably(signed, EVEN_PHONE.private_key))


BINDING = _sign(binding_signing_input("a token", AT))
REQUEST = _sign(request_signing_input(42, method="GET", path="/phone/state", at=AT, jti=JTI))


def _binds(
    text: str, *, key: bytes = EVEN_PHONE.key, token: str = "a token", seconds: int = 0
) -> bool:
    now = NOW + timedelta(seconds=seconds)
    return check_binding_proof(text, key, activation_token=token, now=now)


def _requests(
    text: str,
    *,
    key: bytes = EVEN_PHONE.key,
    method: str = "GET",
    path: str = "/phone/state",
    seconds: int = 0,
) -> bool:
    proof = read_request_proof(text)
    now = NOW + timedelta(seconds=seconds)
    return proof is not None and check_request_proof(proof, key, method=method, path=path, now=now)


@WINDOW
def test_a_binding_proof_counts_inside_its_window(seconds: int, *, accepted: bool) -> None:
    assert _binds(BINDING, seconds=seconds) is accepted


@WINDOW
def test_a_request_proof_counts_inside_its_window(seconds: int, *, accepted: bool) -> None:
    assert _requests(REQUEST, seconds=seconds) is accepted


def test_a_binding_proof_fits_one_token_and_one_key() -> None:
    assert not _binds(BINDING, token="another")
    assert not _binds(BINDING, key=ODD_PHONE.key)
    assert not _binds(BINDING, key=b"\x02" + (1).to_bytes(32))
    assert not _binds(BINDING, key=b"")


def test_a_request_proof_fits_one_request_and_one_key() -> None:
    assert not _requests(REQUEST, method="POST")
    assert not _requests(REQUEST, path="/phone/state/")
    assert not _requests(REQUEST, key=ODD_PHONE.key)
    assert not _requests(REQUEST, key=b"\x02" + (1).to_bytes(32))


def test_no_proof_passes_for_another_kind() -> None:
    assert not _binds(REQUEST)
    assert read_request_proof(BINDING) is None
    assert not _requests(rewrite_header(BINDING, typ="jz-request+jwt"))


@pytest.mark.parametrize(
    "text",
    [
        f"{REQUEST}=",
        f"{REQUEST}.{REQUEST}",
        rewrite_header(REQUEST, alg="none"),
        rewrite_header(REQUEST, crit=["x"]),
        rewrite_header(REQUEST, kid="2a"),
        rewrite_header(REQUEST, kid=42),
        rewrite_json(REQUEST, '"htm"', '"htm":"GET","htm"'),
        rewrite_json(REQUEST, str(AT), "true"),
        rewrite_json(REQUEST, str(AT), f"{AT}.0"),
        rewrite_json(REQUEST, f'"{JTI}"', "[]"),
        rewrite_json(REQUEST, JTI, "short"),
        rewrite_json(REQUEST, "/phone/state", "phone/state"),
        "[" * 2000,
        "A" * 3000,
        "",
    ],
    ids=lambda text: str(len(text)),
)
def test_a_request_proof_has_one_spelling(text: str) -> None:
    assert read_request_proof(text) is None


@pytest.mark.parametrize(
    "text",
    [
        f"{BINDING}=",
        BINDING.rsplit(".", 1)[0] + ".",
        rewrite_header(BINDING, alg="HS256"),
        rewrite_json(BINDING, '"iat"', '"iat":0,"iat"'),
        rewrite_json(BINDING, str(AT), f'"{AT}"'),
        "A" * 1000,
    ],
    ids=lambda text: str(len(text)),
)
def test_a_binding_proof_has_one_spelling(text: str) -> None:
    assert not _binds(text)


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    assert read_request_proof(text) is None
    assert not _binds(text)
