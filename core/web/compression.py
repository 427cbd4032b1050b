"""Sends files and public shells gzip-compressed, and nothing that holds a secret."""

import gzip
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from typing import TypeVar

from flask import Flask, Response, current_app, request

View = TypeVar("View", bound=Callable[..., object])

MARK = "compressed"
GZIP = "gzip"
LEVEL = 9
# Below this the heads weigh more than what is saved.
SMALLEST_BYTES = 500
MOST_KEPT = 256
TEXTS = frozenset(
    {
        "application/javascript",
        "application/json",
        "application/manifest+json",
        "image/svg+xml",
        "text/css",
        "text/html",
        "text/javascript",
    }
)


def compressed(view: View) -> View:
    """Mark a view whose answers are the same for everybody and hold no secret.

    Compressing a secret beside words that a stranger chose tells the secret by its length
    (BREACH), so pages with a CSRF token or personal contents stay as they are.
    """
    setattr(view, MARK, True)
    return view


def install_compression(app: Flask) -> None:
    """Compress what marked views and the static files answer."""
    compressed(app.view_functions["static"])
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if not _is_marked() or response.mimetype not in TEXTS:
        return response
    response.vary.add("Accept-Encoding")
    if (
        response.status_code != HTTPStatus.OK
        or not request.accept_encodings.quality(GZIP)
        or "Content-Encoding" in response.headers
        or "Range" in request.headers
    ):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < SMALLEST_BYTES:
        return response
    response.set_data(_pack(body))
    response.headers["Content-Encoding"] = GZIP
    etag, weak = response.get_etag()
    if etag is not None:
        response.set_etag(f"{etag}-{GZIP}", bool(weak))
        response.make_conditional(request)
    return response


def _is_marked() -> bool:
    if request.endpoint is None:
        return False
    return bool(getattr(current_app.view_functions[request.endpoint], MARK, False))


@lru_cache(maxsize=MOST_KEPT)
def _pack(body: bytes) -> bytes:
    """Compress once for each content; 256 of them hold every file and shell several times."""
    return gzip.compress(body, LEVEL, mtime=0)
