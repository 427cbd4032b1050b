"""The issuer's signature on a credential. A phone signs its own proofs; nothing here does."""

from core.credential.fields import Credential, CredentialFields
from core.credential.issuer_key import SigningKey
from core.credential.tokens import credential_signing_input


def sign_credential(fields: CredentialFields, signing_key: SigningKey) -> Credential:
    """The credential of these fields.

    ValueError where the fields name another key, or a phone key that is no point on the curve.
    Whether the card is alive is for the caller to know: never sign for a dead one.
    """
    if fields.key_number != signing_key.key.number:
        raise ValueError("the fields name another key")
    signed = credential_signing_input(fields, signing_key.key)
    return Credential(fields, signing_key.sign(signed.encode("ascii")))
