"""Chinese unless the cookie says English; the browser's own preference is not asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from flask import Blueprint, Flask, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, force_locale, format_date, format_datetime, get_locale

from core.accounts.guard import public
from core.clock import SHANGHAI
from core.policy.vocabulary import Language
from core.settings import PROJECT_ROOT
from core.web.own_path import own_path

blueprint = Blueprint("language", __name__)
COOKIE = "language"
YEAR_S = 365 * 24 * 3600


def current_language() -> Language:
    """Answer the language of this request; Chinese where there is none (a command, a test).

    A request without the cookie, as a phone signs it, may name it in its query.
    """
    if not has_request_context():
        return Language.ZH
    chosen = request.cookies.get(COOKIE) or request.args.get(COOKIE)
    return Language.EN if chosen == Language.EN else Language.ZH


def install_language(app: Flask) -> None:
    """Set up gettext and the Shanghai-time formats of the templates."""
    Babel(
        app,
        default_translation_directories=str(PROJECT_ROOT / "translations"),
        default_locale=Language.ZH.value,
        default_timezone=str(SHANGHAI),
        locale_selector=lambda: current_language().value,
    )
    app.register_blueprint(blueprint)
    app.add_template_filter(show_day, "day")
    app.add_template_filter(show_moment, "moment")
    app.add_template_filter(show_time, "clock_time")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Let gettext speak the language inside; where it does so already, at no cost."""
    locale = get_locale()
    if locale is not None and locale.language == language.value:
        yield
        return
    with force_locale(language.value):
        yield


def _is_english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == Language.EN.value


def show_day(day: date | datetime) -> str:
    """Write a calendar day: 2026-03-12, the same in both languages; moments in Shanghai."""
    if isinstance(day, datetime):
        day = day.astimezone(SHANGHAI).date()
    return str(format_date(day, "yyyy-MM-dd"))


def show_moment(moment: datetime) -> str:
    """Write a moment in Shanghai to the minute."""
    pattern = "d MMM yyyy, HH:mm" if _is_english() else "yyyy年M月d日 HH:mm"
    return str(format_datetime(moment, pattern))


def show_time(moment: datetime) -> str:
    """Write the time of day in Shanghai."""
    return str(format_datetime(moment, "HH:mm"))


@blueprint.get("/language/<code>")
@public("a choice of words")
def choose(code: str) -> ResponseReturnValue:
    """Remember the language and go back to where the person was."""
    response = redirect(own_path(request.args.get("next")) or "/")
    if code in set(Language):
        response.set_cookie(COOKIE, code, max_age=YEAR_S, samesite="Lax")
    return response
