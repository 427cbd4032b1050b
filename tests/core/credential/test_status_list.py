"""The signed status list: what it says, and every way in which it must not be believed."""

import zlib
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwk, jwt

from core.credential.compact import decode_base64url, encode_base64url, join, signing_input
from core.credential.issuer_key import SigningKey, public_jwk
from core.credential.status_list import (
    StatusList,
    StatusListFault,
    StatusValue,
    read_status_list,
    sign_status_list,
)
from tests.core.credential.fixed import AT, ISSUER, KEYS, NOW, RETIRED, STRANGER
from tests.core.credential.mutants import rewrite_header, rewrite_json, twin_signature

URI = "https://card.jinzhong.example/status-lists/1"
TTL = timedelta(minutes=15)
VALUES = {0: StatusValue.INVALID, 5: StatusValue.SUSPENDED, 131071: StatusValue.INVALID}
_GIB = 1 << 30


def _sign(signer: SigningKey = ISSUER, *, list_number: int = 1) -> str:
    return sign_status_list(VALUES, signer, list_number=list_number, now=NOW, ttl=TTL)


def _read(
    text: str, *, uri: str = URI, seconds: int = 0, seen_iat: int | None = None
) -> StatusList | StatusListFault:
    now = NOW + timedelta(seconds=seconds)
    return read_status_list(text, KEYS, uri=uri, now=now, seen_iat=seen_iat)


def _sign_lst(lst: str) -> str:
    claims = {"sub": URI, "iat": AT, "exp": AT + 60, "ttl": 60}
    signed = signing_input(
        {"alg": "ES256", "kid": ISSUER.key.kid, "typ": "statuslist+jwt"},
        claims | {"status_list": {"bits": 2, "lst": lst}},
    )
    return join(signed, ISSUER.sign(signed.encode()))


def _deflate_zeros(count: int) -> str:
    deflater = zlib.compressobj(9)
    chunk = bytes(1 << 20)
    parts = [deflater.compress(chunk) for _ in range(count >> 20)]
    parts.append(deflater.compress(bytes(count & 0xFFFFF)))
    return encode_base64url(b"".join(parts) + deflater.flush())


def test_a_list_says_what_was_put_in_and_valid_elsewhere() -> None:
    read = _read(_sign())
    assert isinstance(read, StatusList)
    assert (read.uri, read.iat, read.exp, read.ttl) == (URI, AT, AT + 86400, 900)
    for idx in (0, 1, 4, 5, 6, 131070, 131071):
        assert read.value_at(idx) is VALUES.get(idx, StatusValue.VALID)
    for idx in (-1, 131072):
        with pytest.raises(IndexError):
            read.value_at(idx)


@given(st.dictionaries(st.integers(0, 131071), st.sampled_from(StatusValue), max_size=50))
def test_any_values_come_back(values: dict[int, StatusValue]) -> None:
    read = _read(sign_status_list(values, ISSUER, list_number=1, now=NOW, ttl=TTL))
    assert isinstance(read, StatusList)
    assert {idx: read.value_at(idx) for idx in values} == values


def test_a_place_beyond_the_list_cannot_be_signed() -> None:
    for idx in (-1, 131072):
        with pytest.raises(IndexError):
            sign_status_list({idx: StatusValue.INVALID}, ISSUER, list_number=1, now=NOW, ttl=TTL)


def test_an_unassigned_value_counts_as_invalid() -> None:
    read = _read(_sign_lst(encode_base64url(zlib.compress(b"\xff" * 32768))))
    assert isinstance(read, StatusList)
    assert read.value_at(7) is StatusValue.INVALID


def test_an_independent_library_verifies_a_list() -> None:
    token = jwt.decode(
        _sign(), jwk.ECKey.import_key({**public_jwk(ISSUER.key)}), algorithms=["ES256"]
    )
    assert token.header == {"alg": "ES256", "kid": ISSUER.key.kid, "typ": "statuslist+jwt"}
    lst = token.claims["status_list"].pop("lst")
    assert token.claims == {
        "sub": URI,
        "iat": AT,
        "exp": AT + 86400,
        "ttl": 900,
        "status_list": {"bits": 2},
    }
    entries = zlib.decompress(decode_base64url(lst))
    assert (entries[0], entries[1], entries[-1]) == (0b01, 0b1000, 0b01000000)


def test_a_list_is_refused_when_it_expires_and_not_before() -> None:
    assert isinstance(_read(_sign(), seconds=86399), StatusList)
    assert _read(_sign(), seconds=86400) is StatusListFault.EXPIRED


def test_a_list_older_than_one_already_seen_is_refused() -> None:
    assert isinstance(_read(_sign(), seen_iat=AT), StatusList)
    assert _read(_sign(), seen_iat=AT + 1) is StatusListFault.ROLLED_BACK


def test_a_list_counts_only_where_it_lies() -> None:
    assert _read(_sign(list_number=2)) is StatusListFault.OTHER_LIST


def test_a_list_counts_only_by_a_living_key_that_is_known() -> None:
    assert _read(_sign(STRANGER)) is StatusListFault.UNKNOWN_KEY
    assert _read(_sign(RETIRED)) is StatusListFault.RETIRED_KEY


def test_a_list_that_the_issuer_did_not_sign_is_forged() -> None:
    signed, _, signature = _sign().rpartition(".")
    assert _read(join(signed, bytes(64))) is StatusListFault.FORGED
    assert _read(rewrite_json(_sign(), str(AT), str(AT + 1))) is StatusListFault.FORGED
    twin = join(signed, twin_signature(decode_base64url(signature)))
    assert isinstance(_read(twin), StatusList)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.b.c",
        f"{_sign()}==",
        rewrite_header(_sign(), typ="JWT"),
        rewrite_header(_sign(), alg="none"),
        rewrite_header(_sign(), crit=["x"]),
        rewrite_json(_sign(), '"ttl"', '"ttl":1,"ttl"'),
        rewrite_json(_sign(), '"bits":2', '"bits":1'),
        "A" * 70_000,
        "W1tb" * 10_000 + ".e30.",
    ],
    ids=lambda text: str(len(text)),
)
def test_a_list_has_one_spelling(text: str) -> None:
    assert _read(text) is StatusListFault.UNREADABLE


@pytest.mark.parametrize("count", [0, 32767, 32769, 40 << 20])
def test_a_list_of_another_length_is_refused_though_signed(count: int) -> None:
    assert _read(_sign_lst(_deflate_zeros(count))) is StatusListFault.UNREADABLE


def test_a_list_that_is_cut_off_or_no_zlib_is_refused_though_signed() -> None:
    whole = zlib.compress(bytes(32768))
    for lst in (whole[:-1], b"", b"rubbish", whole[2:]):
        assert _read(_sign_lst(encode_base64url(lst))) is StatusListFault.UNREADABLE


def test_a_bomb_of_a_gib_is_refused() -> None:
    assert _read(_sign_lst(_deflate_zeros(_GIB))) is StatusListFault.UNREADABLE
