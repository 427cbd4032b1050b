"""The holder's pages, their service worker and their manifest: public, with nothing personal."""

from flask import Blueprint, Response, abort, jsonify, url_for
from flask.typing import ResponseReturnValue

from cardholders.phone.pages import CARD, find_phone_page
from cardholders.phone.shell import render_shell, worker_script
from core.accounts.guard import public
from core.policy.vocabulary import Language
from core.web.compression import compressed
from core.web.language import current_language
from core.web.services import services

blueprint = Blueprint("phone", __name__, url_prefix="/phone")
SCOPE = "/phone"
GROUND = "#f5f7f6"
ICONS = (
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/icon-maskable-512.png", "512x512", "maskable"),
)


@blueprint.get("")
@public("a shell: the card is on the phone, or comes by a signed request")
@compressed
def show() -> ResponseReturnValue:
    """Show the card page."""
    return render_shell(find_phone_page(CARD), current_language())


@blueprint.get("/<page>")
@public("a shell: what is personal comes by a signed request")
@compressed
def show_page(page: str) -> ResponseReturnValue:
    """Show another page of the phone.

    An activation link's token stands after its # and is never sent in an address.
    """
    return render_shell(find_phone_page(page), current_language())


@blueprint.get("/shell/<page>/<language>")
@public("a shell, as the service worker keeps it")
@compressed
def shell(page: str, language: str) -> ResponseReturnValue:
    """Answer a page in a language whatever the cookie says, so that the two never mix."""
    if language not in set(Language):
        abort(404)
    return render_shell(find_phone_page(page), Language(language))


@blueprint.get("/worker.js")
@public("a script")
@compressed
def worker() -> ResponseReturnValue:
    """Answer the service worker, which may speak for /phone itself."""
    headers = {"Service-Worker-Allowed": SCOPE, "Cache-Control": "no-cache"}
    return Response(worker_script(), content_type="text/javascript; charset=utf-8", headers=headers)


@blueprint.get("/manifest/<language>.webmanifest")
@public("the name and the icons of the page")
@compressed
def manifest(language: str) -> ResponseReturnValue:
    """Answer the web app manifest that lets the card stand on the home screen."""
    if language not in set(Language):
        abort(404)
    words = Language(language)
    name = services().policy.card.name.in_(words)
    response = jsonify(
        {
            "id": SCOPE,
            "start_url": SCOPE,
            "scope": SCOPE,
            "display": "standalone",
            "orientation": "portrait",
            "lang": "en" if words is Language.EN else "zh-CN",
            "name": name,
            "short_name": name,
            "background_color": GROUND,
            "theme_color": GROUND,
            "icons": [
                {
                    "src": url_for("static", filename=file),
                    "sizes": sizes,
                    "type": "image/png",
                    "purpose": purpose,
                }
                for file, sizes, purpose in ICONS
            ],
        }
    )
    response.content_type = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response
