"""The exact JWTs of credential and proof, written from their values and read back strictly."""

from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from core.credential.compact import MALFORMED, hash_base64url, join, signing_input, split
from core.credential.fields import (
    Credential,
    CredentialFields,
    CredentialForm,
    Presentation,
    Proof,
    shanghai_day,
)
from core.credential.issuer_key import IssuerKey, find_by_kid
from core.credential.phone_key import compress_jwk, ec_jwk, open_phone_key
from core.credential.unread import Unread
from core.policy.vocabulary import Honour

CREDENTIAL_TYP = "jz-credential+jwt"
PROOF_TYP = "jz-proof+jwt"
LIST_ENTRY_BITS = 17
"""A status list holds 2 ** 17 = 131,072 entries; the rest of a status index numbers the list."""

_ENTRY_MASK = (1 << LIST_ENTRY_BITS) - 1
_SEPARATOR = "~"


def credential_signing_input(
    fields: CredentialFields, key: IssuerKey, *, phone: ec.EllipticCurvePublicKey | None = None
) -> str:
    """What the issuer signs: header and claims of the credential.

    `phone` is the opened phone key, for a caller who opened it already. ValueError where the
    phone key is no point on the curve.
    """
    claims: dict[str, object] = {
        "iss": key.issuer,
        "sub": f"{fields.serial:012x}",
        "iat": fields.valid_from,
        "exp": fields.valid_until,
        "honours": list(fields.honours),
        "status": {
            "status_list": {
                "idx": fields.status_index & _ENTRY_MASK,
                "uri": status_list_uri(key, fields.status_index >> LIST_ENTRY_BITS),
            }
        },
    }
    if fields.phone_key is not None:
        claims["cnf"] = {"jwk": ec_jwk(phone or open_phone_key(fields.phone_key))}
    return signing_input({"alg": key.algorithm, "kid": key.kid, "typ": CREDENTIAL_TYP}, claims)


def credential_jwt(credential: Credential, key: IssuerKey) -> str:
    """The credential as text. ValueError where its phone key is no point on the curve."""
    return join(credential_signing_input(credential.fields, key), credential.signature)


def proof_signing_input(credential_text: str, at: int) -> str:
    """What a phone signs for the credential with that JWT text, at a second since the epoch."""
    claims = {"iat": at, "cth": hash_base64url(credential_text)}
    return signing_input({"alg": "ES256", "typ": PROOF_TYP}, claims)


def presentation_text(presentation: Presentation, key: IssuerKey) -> str:
    """`credential~proof`, or the printed credential alone. ValueError as for credential_jwt."""
    credential, proof = presentation.credential, presentation.proof
    credential_text = credential_jwt(credential, key)
    if proof is None:
        return credential_text
    proof_text = join(proof_signing_input(credential_text, proof.at), proof.signature)
    return f"{credential_text}{_SEPARATOR}{proof_text}"


def status_list_uri(key: IssuerKey, list_number: int) -> str:
    """Where the list of that number lies."""
    return f"{key.status_base}/{list_number}"


def read_credential_jwt(text: str, keys: Mapping[int, IssuerKey]) -> Credential | Unread:
    """The credential whose JWT is this very text; its signature is not checked here."""
    try:
        jws = split(text)
        if jws.header["typ"] != CREDENTIAL_TYP:
            return Unread.OTHER_TOKEN
        key = find_by_kid(keys, jws.header["kid"])
        if key is None:
            return Unread.UNKNOWN_KEY
        credential = Credential(_take_fields(jws.claims, key), jws.signature)
        return credential if credential_jwt(credential, key) == text else Unread.OTHER_TOKEN
    except MALFORMED:
        return Unread.OTHER_TOKEN


def read_presentation_text(text: str, keys: Mapping[int, IssuerKey]) -> Presentation | Unread:
    """The presentation whose text is this very text; no signature is checked here."""
    credential_text, _, proof_text = text.partition(_SEPARATOR)
    credential = read_credential_jwt(credential_text, keys)
    if isinstance(credential, Unread):
        return credential
    if credential.form is CredentialForm.PRINTED:
        return Presentation(credential) if credential_text == text else Unread.OTHER_TOKEN
    if not proof_text:
        return Unread.TRUNCATED
    try:
        jws = split(proof_text)
        proof = Proof(int(jws.claims["iat"]), jws.signature)
        expected = join(proof_signing_input(credential_text, proof.at), proof.signature)
    except MALFORMED:
        return Unread.OTHER_TOKEN
    return Presentation(credential, proof) if expected == proof_text else Unread.OTHER_TOKEN


def _take_fields(claims: Any, key: IssuerKey) -> CredentialFields:
    """The fields in claims of any shape, for the reader to write again. Raises of MALFORMED."""
    status = claims["status"]["status_list"]
    list_number = int(status["uri"][len(status_list_uri(key, 0)) - 1 :])
    phone_key = None
    if "cnf" in claims:
        jwk = claims["cnf"]["jwk"]
        phone_key = compress_jwk(jwk["x"], jwk["y"])
    return CredentialFields(
        key_number=key.number,
        serial=int(claims["sub"], 16),
        honours=tuple(Honour(honour) for honour in claims["honours"]),
        issued_on=shanghai_day(claims["iat"]),
        # The day that ends at `exp` is the one of the second before.
        expires_on=shanghai_day(claims["exp"] - 1),
        status_index=list_number << LIST_ENTRY_BITS | status["idx"],
        phone_key=phone_key,
    )
