"""Work that the person who asked need not wait for, and must not be able to time."""

from collections.abc import Callable

from flask import Flask, Response, current_app, make_response
from flask.typing import ResponseReturnValue


def after_answer(answer: ResponseReturnValue, act: Callable[[], None]) -> Response:
    """Answer the response; `act` is carried out in the same thread once it has been sent.

    It runs without a request, and has nobody left to tell: what goes wrong there is its own to log.
    """
    application: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # the proxy's documented way out
    response = make_response(answer)

    def carry_out() -> None:
        with application.app_context():
            act()

    response.call_on_close(carry_out)
    return response
