"""Addresses of static files: a bundle's where there is one, to be kept for ever."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, current_app, request, url_for

from core.bundles import FOLDER, read_bundles

EXTENSION = "bundles"
FOR_EVER = "public, max-age=31536000, immutable"


def install_static_files(app: Flask) -> None:
    """Let templates ask for `bundled("js/phone/card.js")`; let browsers keep bundles.

    The name of a bundle carries a digest of it, so what it holds never changes.
    """
    app.add_template_global(bundled)
    app.after_request(_keep_bundles)


def bundled(name: str) -> str:
    """Answer the address of a file's bundle, or of the file itself where there is none."""
    return url_for("static", filename=bundles().get(name, name))


def bundles() -> Mapping[str, str]:
    """Answer the bundle of each file that has one; the same until the end of the process."""
    names: Mapping[str, str] | None = current_app.extensions.get(EXTENSION)
    if names is None:
        names = read_bundles(Path(current_app.static_folder or ""))
        current_app.extensions[EXTENSION] = names
    return names


def _keep_bundles(response: Response) -> Response:
    name = (request.view_args or {}).get("filename", "")
    if (
        request.endpoint == "static"
        and name.startswith(f"{FOLDER}/")
        and response.status_code < HTTPStatus.BAD_REQUEST
    ):
        response.headers["Cache-Control"] = FOR_EVER
    return response
