"""The list of partners is found by name, kind, division and by whether scans are granted today."""

import pytest
from flask.testing import FlaskClient

from core.accounts.roles import Role
from core.policy.vocabulary import PartnerKind
from partners.models import Partner
from tests.bed.factories import World
from tests.cardholders.office.bench import signed_in
from tests.partners.office.bench import PARTNER, PARTNERS, SITE

NAMES = ("演示单位1", "演示单位2", "演示单位3", "绵山景区（演示）")


def listed(client: FlaskClient, asked: str) -> str:
    """Answer the rows of the list, or nothing."""
    page = client.get(f"{PARTNERS}?{asked}")
    assert page.status_code == 200
    return page.text.partition("<tbody>")[2].partition("</tbody>")[0]


@pytest.fixture
def reader(world: World, client: FlaskClient) -> FlaskClient:
    """An administrator's browser; a hospital, a scenic area without grade, an apartment, 绵山."""
    for kind, grade in (
        (PartnerKind.HOSPITAL, "三甲"),
        (PartnerKind.SCENIC, None),
        (PartnerKind.APARTMENT, None),
    ):
        world.desk(kind, grade=grade)
    signed_in(world, client, Role.ADMIN)
    partner = client.post(f"{PARTNERS}/new", data=PARTNER).headers["Location"]
    client.post(f"{partner}/sites/new", data=SITE)
    return client


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", (0, 1, 2, 3)),
        ("q=绵山", (3,)),
        ("q=MIANSHAN", (3,)),
        ("q=南门", (3,)),
        ("q=%25", ()),
        ("q=%00", (0, 1, 2, 3)),
        ("kind=scenic", (1, 3)),
        ("kind=school", (0, 1, 2, 3)),
        ("division=jiexiu", (3,)),
        ("division=beijing", (0, 1, 2, 3)),
        ("cover=covered", (0, 2)),
        ("cover=not_covered", (1, 3)),
        ("cover=not_covered&kind=scenic&division=jiexiu", (3,)),
        ("page=-1", (0, 1, 2, 3)),
        ("page=99999999999999999999", (0, 1, 2, 3)),
    ],
)
def test_the_list_answers_what_is_asked(
    world: World, reader: FlaskClient, asked: str, found: tuple[int, ...]
) -> None:
    rows = listed(reader, asked)
    assert [number for number, name in enumerate(NAMES) if name in rows] == list(found)


def test_the_filter_agrees_with_what_a_page_says_on_the_day(
    world: World, reader: FlaskClient
) -> None:
    grade = {"grade": "4A", "valid_from": "2026-05-01", "valid_until": "2026-05-20"}
    reader.post("/office/sites/4/grades/new", data=grade)
    assert "绵山" not in listed(reader, "cover=covered")
    correct = {**grade, "valid_until": "2026-05-21"}
    reader.post("/office/grades/2/edit", data=correct)
    rows = listed(reader, "cover=covered")
    assert "绵山" in rows
    assert "适用至2026-05-21前" in rows


def test_every_division_of_the_city_can_be_chosen(world: World, reader: FlaskClient) -> None:
    page = reader.get(f"{PARTNERS}/1/sites/new").text
    divisions = world.parts.policy.divisions
    assert len(divisions) == 12
    assert all(division.name.zh in page for division in divisions)


def test_a_long_list_has_pages(world: World, reader: FlaskClient) -> None:
    with world.parts.database.writing() as session:
        session.add_all(
            Partner(
                kind=PartnerKind.SERVICE_DESK,
                name=f"专窗{number:02}",
                name_en=f"Desk {number:02}",
                telephone="0354-000 0000",
            )
            for number in range(30)
        )
    first, second = (reader.get(f"{PARTNERS}?page={page}").text for page in (1, 2))
    assert "专窗20" in first
    assert "专窗21" not in first
    assert "专窗21" in second
