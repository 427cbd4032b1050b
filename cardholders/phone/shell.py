"""The phone's shell: the pages and files that a service worker keeps for use without a network."""

import hashlib
import json
import re
from pathlib import Path

from flask import current_app, render_template, url_for
from flask_babel import force_locale

from cardholders.phone.pages import PhonePage, phone_pages, tabs_of
from core.policy.vocabulary import Language
from core.web.services import services
from core.web.static_files import bundles

_FILES = (
    "css/print.css",
    "art/rosette.svg",
    "icons/favicon.svg",
    "icons/icon-192.png",
    "js/base.js",
)
_SHEET = "css/phone-all.css"
_CODE = "vendor/qr/index.js"
_MODULES = ("js/phone", "js/credential")
_PART = re.compile(r'@import "\./([^"]+)"')
WORKER = "js/phone/worker.js"
EXTENSION = "phone_worker"


def render_shell(page: PhonePage, language: Language) -> str:
    """Answer a page with nothing personal in it: it fills itself from what the phone keeps."""
    with force_locale(language.value):
        return render_template(
            page.template,
            current_language=language,
            policy=services().policy,
            page=page,
            tabs=tabs_of(page),
        )


def worker_script() -> str:
    """Answer the service worker: its list of what to keep, then its code.

    The list carries a digest of every file and page in it, so that a browser notices when any of
    them changed and fetches them all anew. Neither changes while the application runs.
    """
    script: str | None = current_app.extensions.get(EXTENSION)
    if script is None:
        script = current_app.extensions[EXTENSION] = _worker_script()
    return script


def _worker_script() -> str:
    shells = [(page, language) for page in phone_pages() for language in Language]
    names = _file_names(_static())
    digest = hashlib.sha256()
    for name in (*names, WORKER):
        digest.update((_static() / name).read_bytes())
    for page, language in shells:
        digest.update(render_shell(page, language).encode())
    kept = {
        "version": digest.hexdigest()[:16],
        "pages": {page.url: page.name for page in phone_pages()},
        "urls": [
            *(_shell_url(page, language) for page, language in shells),
            *(url_for("phone.manifest", language=language) for language in Language),
            *(url_for("static", filename=name) for name in names),
        ],
    }
    code = (_static() / WORKER).read_text(encoding="utf-8")
    return f"const KEPT = {json.dumps(kept)};\n{code}"


def _shell_url(page: PhonePage, language: Language) -> str:
    return url_for("phone.shell", page=page.name, language=language)


def _static() -> Path:
    return Path(current_app.static_folder or "")


def _file_names(static: Path) -> list[str]:
    """Answer what the pages load: bundles, or where there are none what they are made of."""
    joined = {f"css/{part}" for part in _PART.findall((static / _SHEET).read_text("utf-8"))}
    own = sorted(_names(static, "css/phone*.css") - joined - {_SHEET})
    if found := bundles():
        scripts = [found[f"js/phone/{page.name}.js"] for page in phone_pages()]
        return [*_FILES, *own, found[_SHEET], *scripts]
    modules = [each for folder in _MODULES for each in sorted(_names(static, f"{folder}/*.js"))]
    return [*_FILES, *own, _SHEET, *sorted(joined), _CODE, *(m for m in modules if m != WORKER)]


def _names(static: Path, pattern: str) -> set[str]:
    return {path.relative_to(static).as_posix() for path in static.glob(pattern)}
