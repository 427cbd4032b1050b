"""Read a request's body into its model, or say field by field what is wrong with it."""

from typing import Any, TypeVar

from flask import request
from flask_babel import gettext
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from core.errors import DomainError

Model = TypeVar("Model", bound=BaseModel)
BROKEN_JSON = "json_invalid"
MAX_ERRORS = 20


class BadBody(DomainError):
    """A body that is no JSON (400), or JSON that is not what the route takes (422)."""

    code = "invalid_body"

    def __init__(self, message: str, *, status: int, errors: list[dict[str, str]]) -> None:
        super().__init__(message)
        self.status = status
        self.errors = errors


def read_body(model: type[Model]) -> Model:
    """Answer the body of the current request.

    Raises UnsupportedMediaType unless it says that it is JSON, RequestEntityTooLarge, BadBody.
    """
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        return model.model_validate_json(request.get_data(cache=False))
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=False)
        raise _bad_body(found) from error


def _bad_body(found: list[Any]) -> BadBody:
    if any(each["type"] == BROKEN_JSON for each in found):
        return BadBody(gettext("请求正文不是有效的JSON"), status=400, errors=[])
    errors = [
        {
            "field": ".".join(str(part) for part in each["loc"]),
            "code": each["type"],
            "message": _message(each["type"], each.get("ctx", {})),
        }
        for each in found[:MAX_ERRORS]
    ]
    return BadBody(gettext("请求内容有误,请按字段提示更正"), status=422, errors=errors)


def unknown_benefit(code: str) -> BadBody:
    """Answer the error of a benefit code that the policy does not have."""
    words = gettext("政策中没有这个权益代码")
    error = {"field": "benefit", "code": "unknown_benefit", "message": f"{words}: {code}"}
    return BadBody(
        gettext("请求内容有误,请按字段提示更正"),
        status=422,
        errors=[error],
    )


def _message(kind: str, context: dict[str, Any]) -> str:
    match kind:
        case "missing":
            return gettext("缺少此项")
        case "uuid_parsing" | "uuid_type":
            return gettext("须为UUID")
        case "string_too_long":
            return gettext("最多%(count)s个字符", count=context.get("max_length"))
        case "string_too_short":
            return gettext("不能为空")
        case "string_type":
            return gettext("须为文字")
        case "bool_type":
            return gettext("须为true或false")
        case "enum":
            return gettext("可选值: %(values)s", values=context.get("expected"))
        case "value_error":
            return gettext("qr和presentation须填其一,且只填其一")
        case _:
            return gettext("格式不对")
