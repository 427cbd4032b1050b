"""The OpenAPI document says what the routes do, and nothing it refers to is missing."""

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.verify.api.calls import Json


def _references(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [found for value in part.values() for found in _references(value)]
    if isinstance(part, list):
        return [found for value in part for found in _references(value)]
    return []


def _document(client: FlaskClient) -> Json:
    response = client.get("/api/openapi.json")
    assert response.status_code == 200
    document: Json = response.get_json()
    return document


def test_every_route_of_the_api_is_described(client: FlaskClient, app: Flask) -> None:
    routes = {
        rule.rule.replace("<uuid:", "{").replace(">", "}")
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    document = _document(client)
    assert set(document["paths"]) == routes
    assert document["openapi"].startswith("3.1")


def test_every_reference_leads_somewhere(client: FlaskClient) -> None:
    document = _document(client)
    for reference in _references(document):
        found: Any = document
        for name in reference.removeprefix("#/").split("/"):
            found = found[name]


def test_problems_have_their_own_media_type_and_devices_their_scheme(client: FlaskClient) -> None:
    document = _document(client)
    assert document["components"]["securitySchemes"]["device_token"]["scheme"] == "bearer"
    for path, methods in document["paths"].items():
        operation = methods["post"]
        assert operation["summary"]
        assert ("security" in operation) is (path != "/api/v1/devices/enrol")
        for status, response in operation["responses"].items():
            expected = "application/json" if status == "200" else "application/problem+json"
            assert list(response["content"]) == [expected]
            assert response["description"]
    assert "429" in document["paths"]["/api/v1/devices/enrol"]["post"]["responses"]


def test_the_codes_of_reasons_are_listed(client: FlaskClient) -> None:
    schemas = _document(client)["components"]["schemas"]
    assert "already_used" in schemas["Reason"]["enum"]
    assert schemas["ScanBody"]["properties"]["qr"]["anyOf"][0]["maxLength"] == 4096
