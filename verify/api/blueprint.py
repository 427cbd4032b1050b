"""What the API's blueprints share: small bodies, no cookie, problem details for what goes wrong."""

from flask import Blueprint, Response
from flask_babel import gettext

from core.web.errors import Problem, problem_response

UNAUTHENTICATED = 401


def api_blueprint(name: str) -> Blueprint:
    """Make a blueprint of routes below /api."""
    blueprint = Blueprint(name, __name__, url_prefix="/api")
    blueprint.after_request(_name_the_scheme)
    blueprint.register_error_handler(401, _no_device)
    blueprint.register_error_handler(403, _wrong_caller)
    return blueprint


def _name_the_scheme(response: Response) -> Response:
    if response.status_code == UNAUTHENTICATED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _no_device(_error: Exception) -> Response:
    """Say which credential is missing: people are sent to sign in, devices are not."""
    return problem_response(
        Problem(
            title=gettext("设备令牌无效"),
            status=401,
            code="unauthenticated",
            detail=gettext("请在Authorization头中带上有效的设备令牌；已停用的设备须重新接入"),
        )
    )


def _wrong_caller(_error: Exception) -> Response:
    """Say that a person's session is no device."""
    return problem_response(
        Problem(
            title=gettext("没有权限"),
            status=403,
            code="forbidden",
            detail=gettext("此接口只接受设备令牌，网页登录不能代替"),
        )
    )
