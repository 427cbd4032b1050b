"""Signed status lists, good and bad, each with what a reader must answer."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field

from core.credential.compact import decode_base64url, encode_base64url, join, signing_input
from core.credential.issuer_key import SigningKey
from core.credential.status_list import StatusListFault, StatusValue
from core.credential.tokens import status_list_uri
from tests.core.credential.fixed import AT, ISSUER, RETIRED, STRANGER, sign_repeatably
from tests.core.credential.mutants import rewrite_header, rewrite_json, twin_signature

# Deflated once: another build of zlib may find other bytes for the same list.
SAMPLE = "eNrtwTEBAAAIAyD3Gcv-qQwyIDsAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0O4eAIMASg"
UNASSIGNED = "eNrtwQEBAAAAgJD_q-sICgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAYf8KHcg"
ONE_BYTE_SHORT = "eNrtwQEBAAAAgiD_r25IQAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADAvQF__wAB"
ONE_BYTE_LONG = "eNrtwQEBAAAAgJD-r-4ICgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABogAEAAQ"
QUARTER_MIB = (
    "eNrtwTEBAAAAwqD1T-1tB6" + "A" * 339 + "N4AADwAAQ"
)  # of zeros, eight times as many bytes as a list has

VALUES = {
    0: StatusValue.INVALID,
    1: StatusValue.VALID,
    4: StatusValue.VALID,
    5: StatusValue.SUSPENDED,
    131070: StatusValue.VALID,
    131071: StatusValue.INVALID,
}
URI = status_list_uri(ISSUER.key, 1)


@dataclass(frozen=True, slots=True)
class ListCase:
    """A text, what is asked of it, and the fault or the values at some places."""

    name: str
    text: str
    fault: StatusListFault | None
    values: Mapping[int, StatusValue] = field(default_factory=dict)
    uri: str = URI
    now: int = AT
    seen_iat: int | None = None


def build_status_lists() -> list[dict[str, object]]:
    """All cases as JSON; the same at each run."""
    return [asdict(case) for case in (*_list_good(), *_list_refused(), *_list_unreadable())]


def _sign(lst: str = SAMPLE, *, signer: SigningKey = ISSUER, uri: str = URI) -> str:
    signed = signing_input(
        {"alg": signer.key.algorithm, "kid": signer.key.kid, "typ": "statuslist+jwt"},
        {
            "sub": uri,
            "iat": AT,
            "exp": AT + 86400,
            "ttl": 900,
            "status_list": {"bits": 2, "lst": lst},
        },
    )
    return join(signed, sign_repeatably(signed, signer.private_key))


def _list_good() -> Iterator[ListCase]:
    text = _sign()
    signed, _, signature = text.rpartition(".")
    twin = join(signed, twin_signature(decode_base64url(signature)))
    unassigned = {0: StatusValue.INVALID, 131071: StatusValue.INVALID}
    yield ListCase("a list", text, None, VALUES)
    yield ListCase("in its last second", text, None, VALUES, now=AT + 86399)
    yield ListCase("seen before", text, None, VALUES, seen_iat=AT)
    yield ListCase("newer than the one seen", text, None, VALUES, seen_iat=AT - 1)
    yield ListCase("twin of the signature", twin, None, VALUES)
    yield ListCase("values that mean nothing", _sign(UNASSIGNED), None, unassigned)


def _list_refused() -> Iterator[ListCase]:
    text = _sign()
    signed = text.rpartition(".")[0]
    moved = rewrite_json(text, f'"iat":{AT}', f'"iat":{AT + 1}')
    other = status_list_uri(ISSUER.key, 2)
    cut = int(RETIRED.key.retired_at.timestamp()) if RETIRED.key.retired_at else 0
    fault = StatusListFault
    yield ListCase("expired just now", text, fault.EXPIRED, now=AT + 86400)
    yield ListCase("older than the one seen", text, fault.ROLLED_BACK, seen_iat=AT + 1)
    yield ListCase("of another place", text, fault.OTHER_LIST, uri=other)
    yield ListCase("that names another place", _sign(uri=other), fault.OTHER_LIST)
    yield ListCase("by a stranger", _sign(signer=STRANGER), fault.UNKNOWN_KEY)
    by_retired = _sign(signer=RETIRED)
    yield ListCase("by a retired key", by_retired, fault.RETIRED_KEY)
    yield ListCase("before the key was retired", by_retired, None, VALUES, now=cut - 1)
    yield ListCase("without a signature of worth", join(signed, bytes(64)), fault.FORGED)
    yield ListCase("with a short signature", join(signed, bytes(63)), fault.FORGED)
    yield ListCase("moved in time", moved, fault.FORGED)
    yield ListCase("forged and expired", moved, fault.FORGED, now=AT + 86400)
    yield ListCase("forged, of another place", moved, fault.FORGED, uri=other)


def _list_unreadable() -> Iterator[ListCase]:
    text = _sign()
    deflated = decode_base64url(SAMPLE)
    for name, bad in (
        ("nothing", ""),
        ("a word", "绿卡"),
        ("three parts of nothing", "a.b.c"),
        ("padded", f"{text}=="),
        ("a line end after it", f"{text}\n"),
        ("another typ", rewrite_header(text, typ="JWT")),
        ("alg none", rewrite_header(text, alg="none")),
        ("no kid", rewrite_header(text, kid=None)),
        ("unknown crit", rewrite_header(text, crit=["x"])),
        ("a member twice", rewrite_json(text, '"ttl"', '"ttl":1,"ttl"')),
        ("a member too many", rewrite_json(text, '"ttl"', '"nbf":1,"ttl"')),
        ("no ttl", rewrite_json(text, '"ttl":900,', "")),
        ("one bit each", rewrite_json(text, '"bits":2', '"bits":1')),
        ("number as a string", rewrite_json(text, '"ttl":900', '"ttl":"900"')),
        ("number with a fraction", rewrite_json(text, '"ttl":900', '"ttl":900.5')),
        ("truth for a number", rewrite_json(text, '"ttl":900', '"ttl":true')),
        ("no object in it", rewrite_json(text, '{"bits"', '[],"x":{"bits"')),
        ("signed, cut off", _sign(encode_base64url(deflated[:-1]))),
        ("signed, empty", _sign("")),
        ("signed, rubbish", _sign(encode_base64url(b"rubbish"))),
        ("signed, without zlib's header", _sign(encode_base64url(deflated[2:]))),
        ("signed, wrong checksum", _sign(encode_base64url(deflated[:-1] + b"\0"))),
        ("signed, something after its end", _sign(encode_base64url(deflated + b"\0"))),
        ("signed, one byte short", _sign(ONE_BYTE_SHORT)),
        ("signed, one byte long", _sign(ONE_BYTE_LONG)),
        ("signed, a quarter of a MiB", _sign(QUARTER_MIB)),
    ):
        yield ListCase(name, bad, StatusListFault.UNREADABLE)
