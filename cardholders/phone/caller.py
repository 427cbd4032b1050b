"""Bound phones as callers: each request carries a JWT that the credential's key has signed."""

from dataclasses import dataclass

from flask import Request
from flask_login import current_user
from sqlalchemy import select

from cardholders.cards.models import CardCredential
from core.accounts.callers import Caller
from core.accounts.roles import PHONE_PERMISSIONS
from core.credential.request_proof import check_request_proof, read_request_proof
from core.errors import Forbidden
from core.web.services import services

SCHEME = "Phone"


@dataclass(frozen=True, eq=False)
class PhoneCaller(Caller):
    """A phone that holds the key of a credential, of a dead one too: it is told that it is.

    `serial` names the credential that signed, `request_id` is the signed request's own (jti).
    """

    credential_id: int
    serial: int
    request_id: str
    permissions = PHONE_PERMISSIONS


def load_phone(request: Request, text: str) -> Caller | None:
    """Answer the phone that signed this very method and path within the last minute, or None."""
    proof = read_request_proof(text)
    if proof is None:
        return None
    with services().database.reading() as session:
        found = session.execute(
            select(CardCredential.id, CardCredential.phone_key).where(
                CardCredential.serial == proof.serial, CardCredential.phone_key.is_not(None)
            )
        ).first()
    if found is None:
        return None
    signed = check_request_proof(
        proof, found.phone_key, method=request.method, path=request.path, now=services().now()
    )
    return PhoneCaller(found.id, proof.serial, proof.jti) if signed else None


def current_phone() -> PhoneCaller:
    """Answer the phone that is asking; raises Forbidden for anybody else."""
    caller = current_user._get_current_object()  # noqa: SLF001  # the proxy's documented way out
    if not isinstance(caller, PhoneCaller):
        raise Forbidden("this needs a bound phone")
    return caller


def by_phone() -> str:
    """Limits that follow the phone, whatever network it asks from."""
    return f"phone:{current_phone().credential_id}"
