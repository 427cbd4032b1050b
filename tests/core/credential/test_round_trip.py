"""Whatever can be signed comes back as it was, in digits and in text, and holds for others too."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwk, jwt
from qrcode.constants import ERROR_CORRECT_L
from qrcode.util import MODE_NUMBER, QRData

from core.credential.check import check
from core.credential.compact import encode_base64url
from core.credential.digits import write_digits
from core.credential.fields import (
    FIRST_DAY,
    Credential,
    CredentialFields,
    CredentialForm,
    Presentation,
    Proof,
    in_order,
)
from core.credential.issuer_key import generate_key, public_jwk
from core.credential.phone_key import close_phone_key, ec_jwk, read_phone_key
from core.credential.read import read
from core.credential.sign import sign_credential
from core.credential.tokens import credential_jwt, presentation_text
from core.policy.vocabulary import Honour
from tests.core.credential.fixed import (
    AT,
    EVEN_PHONE,
    ISSUER,
    KEYS,
    NOW,
    ODD_PHONE,
    STRANGER,
    make_fields,
    present_phone,
    present_printed,
)

signatures = st.binary(min_size=64, max_size=64)
days = st.integers(0, 0xFFFF)


@st.composite
def presentations(draw: st.DrawFn) -> Presentation:
    """Any presentation that fits the format under key 1; its signatures are noise."""
    issued, expires = sorted((draw(days), draw(days)))
    phone_key = draw(st.sampled_from([None, EVEN_PHONE.key, ODD_PHONE.key]))
    fields = CredentialFields(
        key_number=1,
        serial=draw(st.integers(0, (1 << 48) - 1)),
        honours=in_order(tuple(draw(st.sets(st.sampled_from(Honour), min_size=1)))),
        issued_on=FIRST_DAY + timedelta(days=issued),
        expires_on=FIRST_DAY + timedelta(days=expires),
        status_index=draw(st.integers(0, (1 << 32) - 1)),
        phone_key=phone_key,
    )
    proof = phone_key and Proof(draw(st.integers(0, (1 << 32) - 1)), draw(signatures))
    return Presentation(Credential(fields, draw(signatures)), proof or None)


@given(presentations())
def test_digits_and_text_come_back_as_they_were(shown: Presentation) -> None:
    assert read(write_digits(shown), KEYS) == shown
    assert read(presentation_text(shown, ISSUER.key), KEYS) == shown


@pytest.mark.parametrize(
    ("shown", "form", "length", "most"),
    [
        (present_phone(), CredentialForm.PHONE, 437, 9),
        (present_printed(), CredentialForm.PRINTED, 196, 6),
    ],
    ids=["phone", "printed"],
)
def test_a_code_is_small_enough_for_a_cheap_scanner(
    shown: Presentation, form: CredentialForm, length: int, most: int
) -> None:
    digits = write_digits(shown)
    assert shown.credential.form is form
    assert len(digits) == length
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_L)
    data = QRData(digits)
    assert data.mode == MODE_NUMBER
    code.add_data(data)
    code.make(fit=True)
    assert code.version <= most


def test_what_the_issuer_signs_is_accepted() -> None:
    fields = make_fields(phone_key=EVEN_PHONE.key)
    shown = EVEN_PHONE.prove(sign_credential(fields, ISSUER), ISSUER)
    assert check(shown, KEYS, now=NOW) is None


def test_the_issuer_signs_neither_for_another_key_nor_for_a_point_off_the_curve() -> None:
    with pytest.raises(ValueError, match="another key"):
        sign_credential(make_fields(), STRANGER)
    with pytest.raises(ValueError, match="EC key"):
        sign_credential(make_fields(phone_key=b"\x02" + (1).to_bytes(32)), ISSUER)


@pytest.mark.parametrize(
    "changes",
    [
        {"serial": 1 << 48},
        {"serial": -1},
        {"key_number": 256},
        {"status_index": 1 << 32},
        {"honours": ()},
        {"honours": (Honour.SPECIAL, Honour.YINGCAI)},
        {"issued_on": FIRST_DAY - timedelta(days=1)},
        {"expires_on": FIRST_DAY},
        {"phone_key": b"\x04" + bytes(32)},
        {"phone_key": b"\x02" + bytes(31)},
    ],
    ids=str,
)
def test_fields_out_of_range_cannot_be_made(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each field has its own words
        make_fields(**changes)


def test_an_independent_library_verifies_credential_and_proof() -> None:
    shown = present_phone(honours=in_order(tuple(Honour)))
    credential_text, proof_text = presentation_text(shown, ISSUER.key).split("~")

    issuer = jwk.ECKey.import_key({**public_jwk(ISSUER.key)})
    assert issuer.thumbprint() == ISSUER.key.kid
    credential = jwt.decode(credential_text, issuer, algorithms=["ES256"])
    assert credential.header == {
        "alg": "ES256",
        "kid": ISSUER.key.kid,
        "typ": "jz-credential+jwt",
    }
    assert json.loads(json.dumps(credential.claims)) == {
        "iss": "https://card.jinzhong.example",
        "sub": "0123456789ab",
        "iat": 1767196800,
        "exp": 1861891200,
        "honours": ["yingcai", "youcai", "xiancai", "special"],
        "status": {
            "status_list": {"idx": 5, "uri": "https://card.jinzhong.example/status-lists/1"}
        },
        "cnf": {"jwk": ec_jwk(EVEN_PHONE.private_key.public_key())},
    }
    phone = jwk.ECKey.import_key(credential.claims["cnf"]["jwk"])
    proof = jwt.decode(proof_text, phone, algorithms=["ES256"])
    assert proof.header == {"alg": "ES256", "typ": "jz-proof+jwt"}
    cth = encode_base64url(sha256(credential_text.encode()).digest())
    assert proof.claims == {"iat": AT, "cth": cth}


def test_a_new_issuer_key_signs_at_once() -> None:
    base = "http://localhost:8000"
    signer = generate_key(7, issuer=base, status_base=f"{base}/status-lists")
    credential = sign_credential(make_fields(key_number=7), signer)
    assert check(Presentation(credential), {7: signer.key}, now=NOW) is None
    assert read(credential_jwt(credential, signer.key), {7: signer.key}) == Presentation(credential)


@given(st.binary(max_size=40) | st.just(EVEN_PHONE.key))
def test_a_phone_key_is_read_only_if_it_is_a_point(raw: bytes) -> None:
    phone_key = read_phone_key(encode_base64url(raw))
    assert phone_key in (None, raw)
    assert read_phone_key(encode_base64url(raw) + "=") is None
    if raw == EVEN_PHONE.key:
        assert phone_key == close_phone_key(EVEN_PHONE.private_key.public_key())
