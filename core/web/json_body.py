"""The one way a JSON request is read: bounded before it is read, validated before it is used."""

from typing import Any, TypeVar

from flask import request
from flask_babel import gettext
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from core.errors import DomainError

MAX_JSON_BYTES = 64 * 1024
BROKEN_JSON = "json_invalid"
MAX_FAULTS = 20
Body = TypeVar("Body", bound=BaseModel)


class JsonBody(BaseModel):
    """A request's body: no field unknown, no value of another type, nothing changed later."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class BadBody(DomainError):
    """A body that is no JSON (400), or JSON that is not what the route takes (422)."""

    code = "invalid_body"

    def __init__(
        self, message: str, *, status: int = 422, faults: list[dict[str, str]] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self._faults = faults or []

    @property
    def faults(self) -> list[dict[str, str]]:
        """One entry for each field that is wrong."""
        return self._faults


def read_body(model: type[Body]) -> Body:
    """Answer the body of the current request.

    Raises UnsupportedMediaType unless it says that it is JSON, RequestEntityTooLarge, BadBody.
    The bytes go straight to pydantic: its parser bounds the depth and takes no lone surrogates.
    """
    request.max_content_length = MAX_JSON_BYTES
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        return model.model_validate_json(request.get_data())
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=False)
        raise _bad_body(found) from error


def bad_field(field: str, code: str, message: str) -> BadBody:
    """Answer the error of one field that only a use case could find wrong."""
    fault = {"field": field, "code": code, "message": message}
    return BadBody(gettext("请求内容有误，请按字段提示更正"), faults=[fault])


def _bad_body(found: list[Any]) -> BadBody:
    if any(each["type"] == BROKEN_JSON for each in found):
        return BadBody(gettext("请求正文不是有效的JSON"), status=400)
    faults = [
        {
            "field": ".".join(str(part) for part in each["loc"]),
            "code": each["type"],
            "message": _message(each["type"], each.get("ctx", {})),
        }
        for each in found[:MAX_FAULTS]
    ]
    return BadBody(gettext("请求内容有误，请按字段提示更正"), faults=faults)


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
            return gettext("可选值： %(values)s", values=context.get("expected"))
        case _:
            return str(context.get("words", gettext("格式不对")))
