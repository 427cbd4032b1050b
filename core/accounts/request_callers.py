"""Callers without a session: each package says how its `Authorization` scheme is read."""

from collections.abc import Callable

from flask import Flask, Request, current_app

from core.accounts.callers import Caller

SchemeReader = Callable[[Request, str], Caller | None]
EXTENSION = "authorization_schemes"


def read_scheme(app: Flask, scheme: str, reader: SchemeReader) -> None:
    """Register how credentials of an `Authorization` scheme become a caller."""
    app.extensions.setdefault(EXTENSION, {})[scheme.lower()] = reader


def load_request_caller(request: Request) -> Caller | None:
    """Answer the caller that the `Authorization` header proves, or None."""
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    reader = current_app.extensions.get(EXTENSION, {}).get(scheme.lower())
    return reader(request, credentials.strip()) if reader else None
