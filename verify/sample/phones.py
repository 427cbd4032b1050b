"""A simulated phone: it binds itself and shows codes as the phone page does.

Its private key lives in memory only; the database gets the public half, as from a real phone.
"""

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy.orm import Session

from cardholders.cards.credentials import to_credential
from cardholders.cards.find import current_credential
from cardholders.cards.models import Card, CardCredential
from cardholders.cards.standing import DOCUMENT, LAST_DIGITS
from cardholders.keys.keyring import load_keys
from cardholders.people.contact import contacts_of
from cardholders.phone.activation import make_activation, send_code
from cardholders.phone.bind_phone import BindingRequest, Bound, bind_phone
from core.credential import es256
from core.credential.binding_proof import binding_signing_input
from core.credential.compact import encode_base64url, join
from core.credential.digits import write_digits
from core.credential.fields import Credential, CredentialForm, Presentation, Proof
from core.credential.issuer_key import SigningKey
from core.credential.phone_key import close_phone_key
from core.credential.tokens import credential_jwt, proof_signing_input
from core.encryption import Vault


@dataclass(frozen=True, slots=True)
class SimulatedPhone:
    """A phone that is bound to a card."""

    credential: Credential
    credential_text: str
    private_key: ec.EllipticCurvePrivateKey

    def digits(self, at: datetime) -> str:
        """Answer what its QR says at a moment."""
        seconds = int(at.timestamp())
        message = proof_signing_input(self.credential_text, seconds)
        proof = Proof(seconds, es256.sign(message.encode(), self.private_key))
        return write_digits(Presentation(self.credential, proof))

    def forged_digits(self, at: datetime) -> str:
        """Answer the code of somebody who signed a credential himself."""
        own = es256.sign(self.credential_text.encode(), self.private_key)
        forged = SimulatedPhone(
            Credential(self.credential.fields, own), self.credential_text, self.private_key
        )
        return forged.digits(at)

    def fetch(self, session: Session, card: Card) -> "SimulatedPhone":
        """Answer the phone after it asked for its credential again: honours may have changed."""
        record = current_credential(session, card, CredentialForm.PHONE)
        assert record is not None
        key = load_keys(session)[record.key_number]
        credential = to_credential(record)
        return SimulatedPhone(credential, credential_jwt(credential, key), self.private_key)


def bind_simulated_phone(
    session: Session,
    card: Card,
    *,
    signing_key: SigningKey,
    by: int,
    vault: Vault,
    now: datetime,
) -> SimulatedPhone:
    """Open a fresh activation link on a new phone, enter its code and bind it."""
    token = make_activation(session, card, by=by, now=now)
    if contacts_of(card.holder, vault=vault):
        code = send_code(session, token, vault=vault, now=now).code or ""
    else:
        document = vault.open_text(card.holder.document_sealed, purpose=DOCUMENT)
        code = document[-LAST_DIGITS:]
    private_key = es256.generate()
    signed = binding_signing_input(token, int(now.timestamp()))
    request = BindingRequest(
        token=token,
        code=code,
        phone_key=encode_base64url(close_phone_key(private_key.public_key())),
        proof=join(signed, es256.sign(signed.encode(), private_key)),
    )
    bound = bind_phone(session, request, signing_key=signing_key, vault=vault, now=now)
    assert isinstance(bound, Bound)
    credential = to_credential(session.get_one(CardCredential, bound.credential_id))
    return SimulatedPhone(credential, credential_jwt(credential, signing_key.key), private_key)
