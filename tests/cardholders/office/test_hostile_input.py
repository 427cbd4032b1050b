"""What nobody types, but somebody sends: no page of the office breaks on it."""

import pytest
from flask.testing import FlaskClient

from tests.bed.factories import World
from tests.cardholders.office.bench import PERSON, expect_error, signed_in

HUGE = "9" * 20


@pytest.mark.parametrize(
    "path",
    [
        "/office/people?q=%00&page=-1&group=%00",
        f"/office/people?q=%25_%27%22&page={HUGE}",
        f"/office/people?q={'9' * 4000}",
        f"/office/decisions?q=%00&page={HUGE}&person={HUGE}",
    ],
)
def test_a_strange_search_finds_something_or_nothing(
    world: World, client: FlaskClient, path: str
) -> None:
    signed_in(world, client)
    world.holder()
    assert client.get(path).status_code == 200


def test_strange_values_are_refused_beside_their_field(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    for field in ("name", "document_number", "mobile", "mail", "host_employer", "division"):
        page = client.post("/office/people/new", data={**PERSON, field: "a\0b"})
        expect_error(page, field, "")
    decision = {"meeting": "a\0b", "document_number": "1号", "decided_on": "2026-05-06"}
    expect_error(client.post("/office/decisions/new", data=decision), "meeting", "")


def test_people_that_cannot_be_are_nobody(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    decision = {"meeting": "会议", "document_number": "1号", "decided_on": "2026-05-06"}
    url = client.post("/office/decisions/new", data=decision).headers["Location"]
    assert client.get(f"{url}?person={HUGE}&person=-1&person=x&q=%00").status_code == 200
    award = {"people": [HUGE], "award": "youcai_problem"}
    expect_error(client.post(f"{url}/honours", data=award), "people", "至少选择一位")
    award = {"people": ["2147483647"], "award": "youcai_problem"}
    expect_error(client.post(f"{url}/honours", data=award), "people", "没有", status=404)


def test_a_note_keeps_its_words(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    url = f"/office/cards/{world.card().id}"
    wanted = {"ground": "G1a", "note": " <b>核查\0中</b> ", "document_number": "\0"}
    assert client.post(f"{url}/stop", data=wanted).status_code == 302
    assert "备注：&lt;b&gt;核查中&lt;/b&gt;" in client.get(url).text


def test_a_strange_login_is_a_wrong_one(world: World, client: FlaskClient) -> None:
    response = client.post("/login", data={"login": "\0", "password": "\0"})
    assert response.status_code == 422
