"""The OpenAPI description of the API, generated from its routes and models."""

from typing import Any

from flask.typing import ResponseReturnValue
from spectree import Response, SecurityScheme, SpecTree
from spectree.models import SecureType, SecuritySchemeData

from core.accounts.guard import public
from core.web.errors import PROBLEM_TYPE, Problem
from verify.api.blueprint import api_blueprint

blueprint = api_blueprint("api_description")
SCHEME = "device_token"
BY_DEVICE: dict[str, list[str]] = {SCHEME: []}
JSON_TYPE = "application/json"
FIRST_ERROR = 400
MEANINGS = {
    400: "The body is no JSON.",
    401: "No device token, an unknown one, or one that was revoked.",
    403: "A session instead of a device token, or the desk is closed.",
    404: "No such address.",
    409: "The desk has used this id for another request.",
    413: "The body is larger than 64 KiB.",
    415: "The body does not say that it is application/json.",
    422: "Fields are missing or wrong; `errors` names each one.",
    429: "Too many attempts from this address.",
    503: "The database does not answer; nothing was recorded, send the same id again.",
}

description = SpecTree(
    "flask",
    title="晋中人才绿卡 · Talent Green Card",
    version="1",
    description=(
        "For partners' systems. Every code that could be judged is answered 200, refusals "
        "included; errors are problem details (RFC 9457)."
    ),
    mode="strict",
    annotations=False,
    page_templates={},
    security_schemes=[
        SecurityScheme(
            name=SCHEME,
            data=SecuritySchemeData(
                type=SecureType.HTTP,
                scheme="bearer",
                description="The token that a device received when it enrolled.",
            ),
        )
    ],
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
)


def answers(model: type, *problems: int) -> Response:
    """Describe what a route answers: the model with 200, problem details with the others."""
    response = Response(HTTP_200=model)
    for status in sorted(problems):
        response.add_model(status, Problem, description=MEANINGS[status])
    return response


@blueprint.get("/openapi.json")
@public("the description of the API holds no data")
def show_description() -> ResponseReturnValue:
    """Answer the OpenAPI 3.1 document."""
    return openapi_document()


def openapi_document() -> dict[str, Any]:
    """Answer the description of the running application's API; needs an application context."""
    document: dict[str, Any] = description.spec
    for path in document["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if int(status) >= FIRST_ERROR and JSON_TYPE in content:
                    content[PROBLEM_TYPE] = content.pop(JSON_TYPE)
    return document
