"""People on the office's pages: registered, corrected, found, with a portrait."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient

from core.accounts.roles import Role
from tests.bed.factories import World
from tests.cardholders.office.bench import (
    PERSON,
    expect_error,
    give_photo,
    picture,
    signed_in,
    text_of,
)


def test_a_person_is_registered_and_shown_with_the_last_four_only(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client)
    page = client.post("/office/people/new", data=PERSON, follow_redirects=True)
    assert page.status_code == 200
    assert "欧阳静姝" in text_of(page)
    assert "末四位0018" in text_of(page)
    assert "o***@example.edu.cn" in text_of(page)
    assert "ouyang" not in page.get_data(as_text=True).lower()
    assert "1990" not in text_of(page).replace("1990年", "")
    assert "没有领导小组的决定，不能发卡" in text_of(page)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "请填写"),
        ("name", "长" * 81, "80字"),
        ("document_number", "000000199001010019", "校验位"),
        ("document_number", "", "请填写"),
        ("document_type", "library_card", "证件类型"),
        ("nationality", "ZZZ", "从列表"),
        ("mobile", "12345", "手机号"),
        ("mail", "ouyang", "邮箱"),
        ("host_employer", "", "请填写"),
        ("home_unit", " ", "请填写"),
        ("engagement_form", "", "请填写"),
        ("talent_kind", "other", "从列表"),
        ("field", "none", "从列表"),
        ("division", "beijing", "从列表"),
    ],
)
def test_an_error_stands_beside_its_field_and_the_rest_is_kept(
    world: World, client: FlaskClient, field: str, value: str, words: str
) -> None:
    signed_in(world, client)
    page = client.post("/office/people/new", data={**PERSON, field: value})
    expect_error(page, field, words)
    kept = "home_unit" if field == "host_employer" else "host_employer"
    assert PERSON[kept] in page.get_data(as_text=True)


def test_a_known_document_leads_to_whose_it_is(world: World, client: FlaskClient) -> None:
    signed_in(world, client)
    first = client.post("/office/people/new", data=PERSON).headers["Location"]
    again = client.post("/office/people/new", data={**PERSON, "name": "别人"})
    expect_error(again, "document_number", "欧阳静姝", status=409)
    assert f'href="{first}"' in again.get_data(as_text=True)


def test_a_person_is_corrected_without_typing_the_document_again(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client)
    url = client.post("/office/people/new", data=PERSON).headers["Location"]
    form = client.get(f"{url}/edit").get_data(as_text=True)
    assert "+8613800000000" in form
    assert "ouyang@example.edu.cn" in form
    assert "199001010018" not in form
    changed = {**PERSON, "document_number": "", "host_employer": "演示新单位", "long_term": "y"}
    page = client.post(f"{url}/edit", data=changed, follow_redirects=True)
    assert "演示新单位" in text_of(page)
    assert "末四位0018" in text_of(page)
    wrong = client.post(f"{url}/edit", data={**changed, "mobile": "1"})
    expect_error(wrong, "mobile", "手机号")
    missing = client.post(f"{url}/edit", data={**changed, "name": ""})
    expect_error(missing, "name", "请填写")


def test_a_portrait_is_uploaded_and_shown_as_a_prepared_jpeg(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client)
    url = f"/office/people/{world.holder().id}"
    assert client.get(f"{url}/photo").status_code == 404
    none = client.post(f"{url}/photo", data={})
    expect_error(none, "photo", "先选择")
    bad = client.post(f"{url}/photo", data={"photo": (BytesIO(b"%PDF"), "a.pdf")})
    expect_error(bad, "photo", "JPEG")
    good = client.post(f"{url}/photo", data={"photo": (BytesIO(picture()), "a.png")})
    assert good.status_code == 302
    shown = client.get(f"{url}/photo")
    assert shown.mimetype == "image/jpeg"
    assert shown.data.startswith(b"\xff\xd8")
    assert shown.headers["Cache-Control"] == "no-store"


def test_search_and_groups_find_people_and_nonsense_finds_nobody(
    world: World, client: FlaskClient
) -> None:
    signed_in(world, client)
    card = world.card(name="陈望舒")
    world.holder(name="李时雨")
    found = text_of(client.get(f"/office/people?q={card.number}"))
    assert "陈望舒" in found
    assert "李时雨" not in found
    group = text_of(client.get("/office/people?group=no_card&page=99"))
    assert "李时雨" in group
    assert "陈望舒" not in group
    assert "没有找到" in text_of(client.get("/office/people?q=nobody&group=nonsense"))


@pytest.mark.parametrize("path", ["/office/people/404", "/office/people/99999999999999999999"])
def test_nobodys_page_is_not_found(world: World, client: FlaskClient, path: str) -> None:
    signed_in(world, client)
    assert client.get(path).status_code == 404


def test_an_auditor_reads_and_changes_nothing(world: World, client: FlaskClient) -> None:
    holder = world.holder()
    give_photo(world, holder.id)
    signed_in(world, client, Role.AUDITOR)
    url = f"/office/people/{holder.id}"
    page = client.get(url)
    assert page.status_code == 200
    assert "<form" not in page.get_data(as_text=True).split("<main")[1]
    assert client.get(f"{url}/edit").status_code == 403
    assert client.post("/office/people/new", data=PERSON).status_code == 403
    assert client.post(f"{url}/photo").status_code == 403
    assert client.post(f"{url}/card").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/office", "/office/people", "/office/decisions", "/office/proposals", "/office/policy"],
)
def test_the_office_is_shut_to_strangers_and_to_desks(
    world: World, client: FlaskClient, path: str
) -> None:
    stranger = client.get(path, headers={"Accept": "text/html"})
    assert stranger.headers["Location"] == f"/login?next={path}"
    world.sign_in(client, world.operator(world.desk()))
    assert client.get(path).status_code == 403
