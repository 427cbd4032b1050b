"""Whether the process lives, and whether it can work."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from core.accounts.guard import public
from core.web.services import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public("a load balancer asks")
def alive() -> ResponseReturnValue:
    """Answer that the process serves requests."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public("a load balancer asks")
def ready() -> ResponseReturnValue:
    """Answer that the database answers; 503 when it does not."""
    with services().database.reading() as session:
        session.execute(text("SELECT 1"))
    return {"status": "ok"}
