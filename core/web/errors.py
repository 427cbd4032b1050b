"""The one place where errors become pages for people and problem details for programs."""

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from pydantic import BaseModel, Field
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException

from core.errors import DomainError

log = logging.getLogger(__name__)
PROBLEM_TYPE = "application/problem+json"
JSON_PREFIXES = ("/api/", "/phone/api/", "/.well-known/", "/status-lists/")
RETRY_AFTER_S = 5


class Problem(BaseModel):
    """Problem details (RFC 9457); `code` is stable, `title` and `detail` are for people."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str | None = None
    errors: list[dict[str, str]] = Field(default_factory=list)


def problem_response(problem: Problem) -> Response:
    """Answer a problem with its own media type."""
    response = jsonify(problem.model_dump(exclude_none=True))
    response.status_code = problem.status
    response.content_type = PROBLEM_TYPE
    return response


def install_errors(app: Flask) -> None:
    """Handle what use cases, Flask and the database raise."""
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(IntegrityError, _overtaken)
    for away in (OperationalError, InterfaceError, PoolTimeoutError):
        app.register_error_handler(away, _database_error)


def _wants_problem() -> bool:
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith(JSON_PREFIXES) or best == "application/json"


def _answer(
    status: int,
    code: str,
    title: str,
    detail: str | None,
    *,
    faults: list[dict[str, str]] | None = None,
) -> ResponseReturnValue:
    if _wants_problem():
        problem = Problem(title=title, status=status, code=code, detail=detail, errors=faults or [])
        return problem_response(problem)
    page = render_template("error.html", status=status, title=title, detail=detail)
    return page, status


def _words(status: int) -> tuple[str, str, str]:
    """Answer the code, the title and what to do, for an HTTP status."""
    table = {
        400: ("bad_request", gettext("请求不完整"), gettext("请返回上一页重试")),
        401: ("unauthenticated", gettext("请先登录"), gettext("登录后再打开此页")),
        403: (
            "forbidden",
            gettext("没有权限"),
            gettext("此页不在您的工作范围内，如需要请联系人才办"),
        ),
        404: ("not_found", gettext("找不到此页"), gettext("请检查网址，或从首页进入")),
        405: ("method_not_allowed", gettext("请求方式不对"), gettext("请返回上一页重试")),
        413: ("too_large", gettext("内容太大"), gettext("请换小一些的文件或内容")),
        415: ("unsupported_media_type", gettext("内容格式不对"), gettext("请用JSON格式提交")),
        429: ("too_many_requests", gettext("操作太频繁"), gettext("请稍等几分钟再试")),
        503: ("unavailable", gettext("系统暂时不可用"), gettext("本次未登记，请几秒后再试")),
    }
    other = ("error", gettext("系统出错"), gettext("本次未登记，请重试；若仍不行请打电话给人才办"))
    return table.get(status, other)


def _domain_error(error: DomainError) -> ResponseReturnValue:
    return _answer(error.status, error.code, error.message, None, faults=error.faults)


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    detail = gettext("页面停留太久，请刷新后再提交")
    return _answer(400, "csrf", gettext("页面已过期"), detail)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    code, title, detail = _words(error.code)
    return _answer(error.code, code, title, detail)


def _overtaken(_error: IntegrityError) -> ResponseReturnValue:
    detail = gettext("刚刚有人办理了同一件事，请刷新后再看")
    return _answer(HTTPStatus.CONFLICT, "conflict", gettext("没有保存"), detail)


def _database_error(error: SQLAlchemyError) -> ResponseReturnValue:
    log.error("the database did not answer: %s", type(error).__name__)
    code, title, detail = _words(HTTPStatus.SERVICE_UNAVAILABLE)
    response = _answer(HTTPStatus.SERVICE_UNAVAILABLE, code, title, detail)
    if isinstance(response, Response):
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response
