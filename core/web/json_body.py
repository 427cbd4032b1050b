"""The one way a JSON request is read: bounded before it is read, validated before it is used."""

from typing import TypeVar

from flask import abort, request
from flask_babel import gettext
from pydantic import BaseModel, ConfigDict, ValidationError

from core.web.errors import Problem, problem_response

MAX_JSON_BYTES = 16 * 1024


class JsonBody(BaseModel):
    """A request's body: no field unknown, no value of another type, nothing changed later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Body = TypeVar("Body", bound=JsonBody)


def read_json(body: type[Body]) -> Body:
    """Answer the request's body, or end the request with 413, 415 or a 422 that names the fields.

    The bytes go straight to pydantic: its parser bounds the depth and takes no lone surrogates.
    """
    request.max_content_length = MAX_JSON_BYTES
    if not request.is_json:
        abort(415)
    try:
        return body.model_validate_json(request.get_data())
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        problem = Problem(
            title=gettext("提交的内容不完整或格式不对"),
            status=422,
            code="invalid",
            errors=[
                {"field": ".".join(map(str, each["loc"])), "code": each["type"]} for each in faults
            ],
        )
        abort(problem_response(problem))
