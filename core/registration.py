"""What the kernel puts into every application, before and after the packages."""

from functools import cache
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.local import LocalProxy

from core.accounts.cli import accounts
from core.accounts.guard import guard
from core.accounts.sign_in import install_sign_in
from core.clock import Clock
from core.database.cli import db
from core.database.engine import Database
from core.encryption import Vault
from core.messages.choose_sender import choose_sender
from core.policy.load import load_policy
from core.settings import Settings
from core.spreadsheet import MOST_ROWS
from core.web import health, language, navigation, welcome
from core.web.compression import install_compression
from core.web.errors import install_errors
from core.web.headers import install_headers
from core.web.limits import limiter
from core.web.row_id import RowId
from core.web.services import Services, install_services
from core.web.static_files import install_static_files

MAX_REQUEST_BYTES = 8 * 1024 * 1024
MAX_FORM_BYTES = 512 * 1024

csrf = CSRFProtect()


def install(app: Flask, settings: Settings, *, clock: Clock) -> None:
    """Configure the application and give it the kernel's services and pages."""
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        SESSION_COOKIE_SECURE=settings.session_cookie_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
        RATELIMIT_ENABLED=settings.limits_enabled,
        RATELIMIT_STORAGE_URI=settings.limits_storage,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.url_map.converters["row"] = RowId
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it
    parts = Services(
        settings=settings,
        database=Database(settings.database_url),
        vault=Vault.from_key(settings.encryption_key),
        policy=load_policy(settings.policy_file),
        sender=choose_sender(settings),
        clock=clock,
    )
    install_services(app, parts)
    install_errors(app)
    install_headers(app)
    install_static_files(app)
    install_compression(app)
    language.install_language(app)
    limiter.init_app(app)
    csrf.init_app(app)
    install_sign_in(app)
    for blueprint in (health.blueprint, welcome.blueprint):
        app.register_blueprint(blueprint)
    for group in (accounts, db):
        app.cli.add_command(group)
    app.context_processor(lambda: _page_words(parts))


def close(app: Flask) -> None:
    """Shut every view that no package has marked; called when all are registered."""
    guard(app)


def _page_words(parts: Services) -> dict[str, Any]:
    return {
        "current_language": language.current_language(),
        "support_phone": parts.policy.contact.telephone,
        "contact": parts.policy.contact,
        # Only pages with the frame count what waits: a desk's answers do without.
        "navigation": LocalProxy(cache(navigation.navigation_links)),
        "most_rows": MOST_ROWS,
    }
