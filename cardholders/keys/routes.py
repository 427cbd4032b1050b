"""What the world checks a card against: the public keys and the status lists."""

from datetime import timedelta

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from cardholders.cards.status import list_exists, load_status_values
from cardholders.keys.keyring import load_keys, load_signing_key
from core.accounts.guard import public
from core.credential.issuer_key import public_jwk
from core.credential.status_list import sign_status_list
from core.web.services import services

blueprint = Blueprint("keys", __name__)
JWKS_AGE_S = 300
STATUS_TTL = timedelta(minutes=1)


@blueprint.get("/.well-known/jwks.json")
@public("public keys are public")
def jwks() -> ResponseReturnValue:
    """Answer the keys in force (RFC 7517)."""
    parts = services()
    with parts.database.reading() as session:
        keys = load_keys(session)
    listed = [public_jwk(key) for key in keys.values() if not key.is_retired(parts.now())]
    return {"keys": listed}, {"Cache-Control": f"public, max-age={JWKS_AGE_S}"}


@blueprint.get("/status-lists/<int:number>")
@public("a status list names nobody")
def status_list(number: int) -> ResponseReturnValue:
    """Answer a signed status list token (IETF Token Status List)."""
    parts = services()
    with parts.database.reading() as session:
        if not list_exists(session, number):
            abort(404)
        values = load_status_values(session, number)
        signing_key = load_signing_key(session, vault=parts.vault)
    token = sign_status_list(
        values, signing_key, list_number=number, now=parts.now(), ttl=STATUS_TTL
    )
    response = Response(token, content_type="application/statuslist+jwt")
    response.headers["Cache-Control"] = f"public, max-age={int(STATUS_TTL.total_seconds())}"
    return response
