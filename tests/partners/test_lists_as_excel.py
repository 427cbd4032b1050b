"""The lists of partners and of their devices as Excel files: the filter's rows and no others."""

from flask.testing import FlaskClient

from core.accounts.roles import Role
from core.policy.vocabulary import PartnerKind
from tests.bed.factories import World
from tests.bed.workbooks import workbook_of


def test_the_file_of_partners_has_a_row_for_each_site_with_how_it_stands_today(
    world: World, client: FlaskClient
) -> None:
    hospital, lapsed = world.desk(), world.desk(PartnerKind.SCENIC, grade=None)
    world.sign_in(client, world.account(Role.AUDITOR))
    assert 'href="/office/partners/export"' in client.get("/office/partners").text
    book = workbook_of(client.get("/office/partners/export"))
    assert book.column("地点") == [world.place(each).site_name for each in (hospital, lapsed)]
    assert book.column("今日") == ["今日适用", "未登记等级"]
    assert book.column("服务台") == [1, 1]


def test_the_file_keeps_the_lists_filter_and_says_so(world: World, client: FlaskClient) -> None:
    hospital, _ = world.desk(), world.desk(PartnerKind.APARTMENT)
    world.sign_in(client, world.account())
    book = workbook_of(client.get("/office/partners/export?kind=hospital"))
    assert book.column("单位") == [world.place(hospital).partner_name]
    assert book.facts["类别"] == "医院"


def test_a_partners_file_of_devices_holds_its_own_ones_only(
    world: World, client: FlaskClient
) -> None:
    own, other = world.desk(), world.desk()
    world.device_token(own)
    world.device_token(other)
    manager = world.account(Role.PARTNER_MANAGER, partner_id=world.place(own).partner_id)
    world.sign_in(client, manager)
    assert 'href="/partner/devices/export"' in client.get("/partner/devices").text
    book = workbook_of(client.get("/partner/devices/export"))
    assert book.column("服务台") == [world.place(own).desk_name]
    assert book.column("状态") == ["已接入"]
