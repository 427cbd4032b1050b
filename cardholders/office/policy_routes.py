"""The policy as the office reads it: the matrix, the articles, the silent points."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.policy.vocabulary import Basis
from core.web.services import services

blueprint = Blueprint("policy", __name__, url_prefix="/office/policy")


@blueprint.get("")
@requires(Permission.POLICY_READ)
def show() -> ResponseReturnValue:
    """Show who is entitled to what, by which article, and what the office decides."""
    policy = services().policy
    silent = [setting for setting in policy.settings if setting.basis is Basis.OFFICE]
    return render_template("office/policy.html", silent=silent)
