"""What is the same for everybody goes out compressed, pages that hold a secret do not."""

import gzip

import pytest
from flask.testing import FlaskClient

GZIP = {"Accept-Encoding": "gzip, br"}
SHEET = "/static/css/base.css"


@pytest.mark.parametrize("path", [SHEET, "/phone", "/phone/worker.js", "/static/art/rosette.svg"])
def test_files_and_shells_are_compressed_for_those_who_can_read_it(
    client: FlaskClient, path: str
) -> None:
    plain, packed = client.get(path), client.get(path, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.content_length == len(packed.data)
    assert len(packed.data) < len(plain.data) * 2 / 3
    assert "Accept-Encoding" in plain.vary
    assert "Accept-Encoding" in packed.vary
    assert packed.headers["X-Content-Type-Options"] == "nosniff"


def test_nobody_gets_what_they_cannot_read(client: FlaskClient) -> None:
    refused = client.get(SHEET, headers={"Accept-Encoding": "gzip;q=0, br"})
    assert "Content-Encoding" not in refused.headers


def test_an_unchanged_file_is_not_sent_again_in_either_form(client: FlaskClient) -> None:
    tags = []
    for headers in ({}, GZIP):
        first = client.get(SHEET, headers=headers)
        tags.append(first.headers["ETag"])
        again = client.get(SHEET, headers={**headers, "If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    assert tags[0] != tags[1]


@pytest.mark.parametrize("path", ["/login", "/static/icons/icon-192.png", "/phone/api/time"])
def test_secrets_pictures_and_answers_to_phones_stay_as_they_are(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path, headers=GZIP)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers


def test_a_part_of_a_file_is_a_part_of_the_file(client: FlaskClient) -> None:
    whole = client.get(SHEET).data
    part = client.get(SHEET, headers={**GZIP, "Range": "bytes=0-9"})
    assert (part.status_code, part.data) == (206, whole[:10])
