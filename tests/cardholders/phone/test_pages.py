"""The shell: public, in one language at a time, with nothing personal, and complete offline."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cardholders.phone.pages import phone_pages
from core.web.static_files import EXTENSION as BUNDLES
from tests.cardholders.phone.files import files_of


@pytest.mark.parametrize("path", ["/phone", "/phone/activate", "/phone/shell/card/en"])
def test_a_shell_is_for_anybody_and_sets_no_cookie(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "csrf" not in answer.text


def test_the_cookie_chooses_the_language_of_a_page_but_not_of_a_kept_shell(
    client: FlaskClient,
) -> None:
    assert '<html lang="zh-CN"' in client.get("/phone").text
    client.set_cookie("language", "en")
    assert '<html lang="en"' in client.get("/phone").text
    assert '<html lang="zh-CN"' in client.get("/phone/shell/card/zh").text
    assert client.get("/phone/shell/card/fr").status_code == 404
    assert client.get("/phone/shell/office/zh").status_code == 404


def test_the_worker_may_speak_for_the_phone_and_keeps_only_what_is_there(
    client: FlaskClient,
) -> None:
    answer = client.get("/phone/worker.js")
    assert answer.headers["Service-Worker-Allowed"] == "/phone"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.content_type.startswith("text/javascript")
    for url in _kept(client)["urls"]:
        assert _is_there(client, url), url


def test_every_file_of_the_pages_is_kept(app: Flask, client: FlaskClient) -> None:
    kept = set(_kept(client)["urls"])
    with app.test_request_context():
        addresses = [page.url for page in phone_pages()]
    for address in addresses:
        assert files_of(client, address) <= kept, address


def test_every_source_is_kept_where_nothing_is_bundled(app: Flask, client: FlaskClient) -> None:
    app.extensions[BUNDLES] = {}
    files = files_of(client, "/phone")
    assert {"/static/css/tokens.css", "/static/vendor/qr/index.js"} <= files
    assert files <= set(_kept(client)["urls"])


def test_the_manifest_stands_on_the_home_screen_in_both_languages(client: FlaskClient) -> None:
    for language, name in {"zh": "晋中人才绿卡", "en": "Jinzhong Talent Green Card"}.items():
        manifest = client.get(f"/phone/manifest/{language}.webmanifest")
        assert manifest.content_type == "application/manifest+json"
        content = json.loads(manifest.text)
        assert content["name"] == name
        assert content["start_url"] == content["scope"] == "/phone"
        assert {icon["purpose"] for icon in content["icons"]} == {"any", "maskable"}
        for icon in content["icons"]:
            assert _is_there(client, icon["src"])
    assert client.get("/phone/manifest/fr.webmanifest").status_code == 404


def _is_there(client: FlaskClient, url: str) -> bool:
    with client.get(url) as answer:
        return answer.status_code == 200


def _kept(client: FlaskClient) -> dict[str, list[str]]:
    first_line = client.get("/phone/worker.js").text.partition("\n")[0]
    kept: dict[str, list[str]] = json.loads(first_line.removeprefix("const KEPT = ").rstrip(";"))
    return kept
