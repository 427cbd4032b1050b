"""Writes credential.json, which holds Python and JavaScript to the same bytes; see --help."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from core.credential.binding_proof import binding_signing_input
from core.credential.check import Fault
from core.credential.compact import encode_base64url, join
from core.credential.digits import write_digits
from core.credential.fields import (
    FIRST_DAY,
    LAST_DAY,
    CredentialFields,
    Presentation,
    in_order,
)
from core.credential.issuer_key import describe_key
from core.credential.request_proof import request_signing_input
from core.credential.tokens import presentation_text
from core.policy.vocabulary import Honour
from tests.core.credential.fixed import (
    AT,
    EVEN_PHONE,
    FIRST,
    ISSUER,
    KEYS,
    LAST,
    ODD_PHONE,
    RETIRED,
    SIGNERS,
    STRANGER,
    Phone,
    present_phone,
    present_printed,
    sign_repeatably,
)
from tests.core.credential.mutants import (
    twin_presentation,
    twin_signature,
    with_proof_signature,
    with_signature,
)
from tests.vectors.bad_texts import list_bad_texts
from tests.vectors.edge_signatures import list_edges, list_leading_zeros
from tests.vectors.status_lists import build_status_lists

PATH = Path(__file__).with_name("credential.json")

Named = tuple[str, Presentation]
Judged = tuple[str, Presentation, int, Fault | None]


def build_vectors() -> dict[str, object]:
    """All vectors as JSON; the same at each run."""
    return {
        "issuer_keys": [describe_key(key) for key in KEYS.values()],
        "presentations": [_describe(name, shown) for name, shown in _list_presentations()],
        "judged": [
            {"name": name, "digits": write_digits(shown), "now": now, "fault": fault}
            for name, shown, now, fault in _list_judged()
        ],
        "unread": [
            {"name": name, "text": text, "unread": unread}
            for name, text, unread in list_bad_texts()
        ],
        "bindings": [_bind(EVEN_PHONE, "h8Zk2Q-activation"), _bind(ODD_PHONE, "激活")],
        "requests": [
            _request(EVEN_PHONE, 0, "GET", "/phone/state"),
            _request(ODD_PHONE, 0xFFFFFFFFFFFF, "POST", "/phone/clock"),
        ],
        "status_lists": build_status_lists(),
    }


def _list_presentations() -> Iterator[Named]:
    for mask in range(1, 16):
        honours = tuple(honour for bit, honour in enumerate(Honour) if mask >> bit & 1)
        phone = ODD_PHONE if mask & 1 else EVEN_PHONE
        yield f"printed, honours {mask:04b}", present_printed(honours=honours, serial=mask)
        yield f"phone, honours {mask:04b}", present_phone(phone, honours=honours, serial=mask)
    least = {"serial": 0, "status_index": 0, "issued_on": FIRST_DAY, "expires_on": FIRST_DAY}
    most = {
        "serial": (1 << 48) - 1,
        "status_index": (1 << 32) - 1,
        "issued_on": LAST_DAY,
        "expires_on": LAST_DAY,
        "honours": in_order(tuple(Honour)),
    }
    yield "printed, least of all", present_printed(FIRST, **least)
    yield "printed, most of all", present_printed(LAST, **most)
    yield "phone, least of all", present_phone(EVEN_PHONE, FIRST, at=0, **least)
    yield "phone, most of all", present_phone(ODD_PHONE, LAST, at=(1 << 32) - 1, **most)
    yield "printed, leap day", present_printed(expires_on=date(2028, 2, 29))
    yield "printed, last of a list", present_printed(status_index=131071)
    yield "printed, first of the next list", present_printed(status_index=131072)


def _list_judged() -> Iterator[Judged]:
    yield from _list_moments()
    phone, printed = present_phone(), present_printed()
    credential = phone.credential
    assert phone.proof is not None
    yield "unknown key", present_phone(signer=STRANGER), AT, Fault.UNKNOWN_KEY
    cut = int(RETIRED.key.retired_at.timestamp()) if RETIRED.key.retired_at else 0
    yield "key about to be retired", present_printed(RETIRED), cut - 1, None
    yield "key retired just now", present_printed(RETIRED), cut, Fault.RETIRED_KEY
    unsigned = with_signature(present_printed(RETIRED), bytes(64))
    yield "retired key, no signature", unsigned, AT, Fault.RETIRED_KEY
    for name, shown in (
        ("twin of the credential's signature", _twin_credential(printed)),
        ("twin of the proof's signature", twin_presentation(phone)),
    ):
        yield name, shown, AT, None
    for name, signature in (
        *list_edges(printed.credential.signature),
        ("of the proof", phone.proof.signature),
    ):
        yield f"issuer's signature: {name}", with_signature(printed, signature), AT, Fault.FORGED
    for name, signature in (
        *list_edges(phone.proof.signature),
        ("of the issuer", credential.signature),
        ("of another phone", _prove_by(ODD_PHONE, phone)),
    ):
        shown = with_proof_signature(phone, signature)
        yield f"phone's signature: {name}", shown, AT, Fault.FORGED
    for name, shown in list_leading_zeros():
        yield name, shown, AT, None
    yield "proof for another credential", _swap_proof(), AT, Fault.FORGED
    yield (
        "proof moved in time",
        replace(phone, proof=replace(phone.proof, at=AT + 1)),
        AT,
        (Fault.FORGED),
    )
    yield "honour added", _alter(printed, honours=in_order(tuple(Honour))), AT, Fault.FORGED
    yield "day added", _alter(printed, expires_on=date(2029, 1, 1)), AT, Fault.FORGED
    yield "another issuer key", _alter(printed, key_number=255), AT, Fault.FORGED
    for name, key in (
        ("of the other parity", bytes([5 - EVEN_PHONE.key[0]]) + EVEN_PHONE.key[1:]),
        ("off the curve", b"\x02" + (1).to_bytes(32)),
        ("beyond the field", b"\x02" + b"\xff" * 32),
        ("nothing", b"\x02" + bytes(32)),
    ):
        yield f"phone key: {name}", _alter(phone, phone_key=key), AT, Fault.FORGED


def _list_moments() -> Iterator[Judged]:
    phone, printed = present_phone(), present_printed()
    for name, seconds, fault in (
        ("60 s old", 60, None),
        ("61 s old", 61, Fault.STALE),
        ("30 s ahead", -30, None),
        ("31 s ahead", -31, Fault.AHEAD),
        ("a day old", 86400, Fault.STALE),
    ):
        yield f"proof {name}", phone, AT + seconds, fault
    first, end = printed.credential.fields.valid_from, printed.credential.fields.valid_until
    assert datetime.fromtimestamp(first, UTC) == datetime(2025, 12, 31, 16, tzinfo=UTC)
    assert datetime.fromtimestamp(end, UTC) == datetime(2028, 12, 31, 16, tzinfo=UTC)
    yield "first second", printed, first, None
    yield "second before the first", printed, first - 1, Fault.NOT_YET_VALID
    yield "last second", printed, end - 1, None
    yield "second after the last", printed, end, Fault.EXPIRED
    yield "expired and stale", phone, end, Fault.EXPIRED
    yield "before its time and ahead", phone, first - 1, Fault.NOT_YET_VALID


def _alter(shown: Presentation, **changes: object) -> Presentation:
    fields = replace(shown.credential.fields, **changes)  # type: ignore[arg-type]
    return replace(shown, credential=replace(shown.credential, fields=fields))


def _twin_credential(shown: Presentation) -> Presentation:
    return with_signature(shown, twin_signature(shown.credential.signature))


def _prove_by(phone: Phone, shown: Presentation) -> bytes:
    proof = phone.prove(shown.credential, ISSUER).proof
    assert proof is not None
    return proof.signature


def _swap_proof() -> Presentation:
    return replace(present_phone(), proof=present_phone(serial=1).proof)


def _describe(name: str, shown: Presentation) -> dict[str, object]:
    fields = shown.credential.fields
    signer = SIGNERS[fields.key_number]
    return {
        "name": name,
        "fields": _describe_fields(fields),
        "signature": encode_base64url(shown.credential.signature),
        "proof": None
        if shown.proof is None
        else {"at": shown.proof.at, "signature": encode_base64url(shown.proof.signature)},
        "text": presentation_text(shown, signer.key),
        "digits": write_digits(shown),
    }


def _describe_fields(fields: CredentialFields) -> dict[str, object]:
    return {
        "key_number": fields.key_number,
        "serial": fields.serial,
        "honours": list(fields.honours),
        "issued_on": fields.issued_on.isoformat(),
        "expires_on": fields.expires_on.isoformat(),
        "status_index": fields.status_index,
        "phone_key": None if fields.phone_key is None else encode_base64url(fields.phone_key),
    }


def _bind(phone: Phone, token: str) -> dict[str, object]:
    signed = binding_signing_input(token, AT)
    return {
        "activation_token": token,
        "phone_key": encode_base64url(phone.key),
        "at": AT,
        "jwt": join(signed, sign_repeatably(signed, phone.private_key)),
    }


def _request(phone: Phone, serial: int, method: str, path: str) -> dict[str, object]:
    jti = "AAECAwQFBgcICQoLDA0ODw"
    signed = request_signing_input(serial, method=method, path=path, at=AT, jti=jti)
    return {
        "serial": serial,
        "phone_key": encode_base64url(phone.key),
        "method": method,
        "path": path,
        "at": AT,
        "jti": jti,
        "jwt": join(signed, sign_repeatably(signed, phone.private_key)),
    }


def render_vectors() -> str:
    """The file's text, all ASCII."""
    return json.dumps(build_vectors(), indent=1) + "\n"


if __name__ == "__main__":
    argparse.ArgumentParser(description="Write tests/vectors/credential.json anew.").parse_args()
    PATH.write_text(render_vectors(), encoding="ascii")
