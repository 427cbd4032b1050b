"""The office registers a partner with sites, grades, desks, people, devices, and corrects them."""

import re

import pytest
from flask.testing import FlaskClient

from core.accounts.roles import Role
from core.policy.vocabulary import PartnerKind
from partners.models import Desk, SiteGrade
from tests.bed.factories import World
from tests.bed.workbooks import workbook_of
from tests.cardholders.office.bench import expect_error, signed_in, text_of
from tests.partners.office.bench import (
    ADDRESS,
    DESK,
    GRADE,
    PARTNER,
    PARTNERS,
    SITE,
    STAFF,
    appoint,
    main_of,
    partner_of,
)


@pytest.fixture
def admin(world: World, client: FlaskClient) -> FlaskClient:
    """A browser in which an administrator of the office is signed in."""
    signed_in(world, client, Role.ADMIN)
    return client


def test_a_partner_grows_from_nothing_to_a_gate_that_scans(
    world: World, admin: FlaskClient
) -> None:
    assert "还没有合作单位" in text_of(admin.get(PARTNERS))
    partner = admin.post(f"{PARTNERS}/new", data=PARTNER).headers["Location"]
    assert "还没有地点" in text_of(admin.get(partner))
    admin.post(f"{partner}/sites/new", data=SITE)
    page = text_of(admin.get(partner))
    assert "介休市" in page
    assert "还没有登记等级。登记之前" in page
    assert "第二十一条只适用于“晋中境内 A 级景区”" in page
    admin.post("/office/sites/1/grades/new", data=GRADE)
    admin.post("/office/sites/1/desks/new", data=DESK)
    page = text_of(admin.get(partner))
    assert "等级为5A，今日可办理" in page
    assert "南门检票口 检票口" in page
    staff = admin.post(f"{partner}/staff/new", data={**STAFF, "desk": "1"})
    shown = re.search(r"data-password[^>]*>([a-z]{5}-[a-z]{5}-\d{4})<", staff.text)
    assert shown is not None
    assert shown[1] not in admin.get("/office/staff/1").text
    assert "白若溪" in text_of(admin.get(partner))
    operator = admin.application.test_client()
    entered = operator.post("/login", data={"login": "bai.ruoxi", "password": shown[1]})
    assert entered.status_code == 302
    text = world.phone(world.card()).digits()
    scan = {"id": "2f1c7c30-70f5-4a60-8d7a-0d5a5a1f0c0e", "text": text}
    assert "请通行" in operator.post("/desk/scans", data=scan).text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "", "从列表"),
        ("kind", "school", "从列表"),
        ("name", "", "请填写"),
        ("name", "长" * 121, "120字"),
        ("name", "a\0b", "字以内"),
        ("name_en", " ", "请填写"),
        ("name_en", "x" * 161, "160字"),
        ("telephone", "", "请填写"),
        ("telephone", "1" * 41, "40字"),
        ("telephone", "请问前台", "电话号码"),
        ("telephone", "12-3", "电话号码"),
    ],
)
def test_a_wrong_value_of_a_partner_is_named_beside_its_field(
    admin: FlaskClient, field: str, value: str, words: str
) -> None:
    page = admin.post(f"{PARTNERS}/new", data={**PARTNER, field: value})
    expect_error(page, field, words)
    assert "没有" in text_of(admin.get(PARTNERS))


def test_names_are_taken_once(world: World, admin: FlaskClient) -> None:
    partner = admin.post(f"{PARTNERS}/new", data=PARTNER).headers["Location"]
    expect_error(admin.post(f"{PARTNERS}/new", data=PARTNER), "name", "同名", status=409)
    other = {**PARTNER, "name": "另一景区（演示）"}
    second = admin.post(f"{PARTNERS}/new", data=other).headers["Location"]
    expect_error(admin.post(f"{second}/edit", data=PARTNER), "name", "同名", status=409)
    for kind, typed in (("sites", SITE), ("desks", DESK)):
        url = f"{partner}/sites/new" if kind == "sites" else "/office/sites/1/desks/new"
        assert admin.post(url, data=typed).status_code == 302
        expect_error(admin.post(url, data=typed), "name", "同名", status=409)
        assert admin.post(f"/office/{kind}/1/edit", data=typed).status_code == 302


def test_the_kind_stays_once_there_is_a_site(admin: FlaskClient) -> None:
    partner = admin.post(f"{PARTNERS}/new", data=PARTNER).headers["Location"]
    hospital = {**PARTNER, "kind": "hospital"}
    assert admin.post(f"{partner}/edit", data=hospital).status_code == 302
    admin.post(f"{partner}/sites/new", data=SITE)
    expect_error(admin.post(f"{partner}/edit", data=PARTNER), "kind", "类别", status=409)
    assert 'value="hospital"' in admin.get(f"{partner}/edit").text


@pytest.mark.parametrize(
    ("form", "typed", "field", "words"),
    [
        ("sites/1/edit", {**SITE, "division": "beijing"}, "division", "从列表"),
        ("sites/1/edit", {**SITE, "name": ""}, "name", "请填写"),
        ("sites/1/edit", {**SITE, "name": "长" * 121}, "name", "120字"),
        ("sites/1/edit", {**SITE, "address": "演示路1号"}, "address_en", "请填写"),
        ("sites/1/edit", {**SITE, "reservation_en": "Book ahead"}, "reservation", "请填写"),
        ("sites/1/edit", {**SITE, **ADDRESS, "address": "长" * 161}, "address", "160字"),
        ("sites/1/grades/new", {**GRADE, "grade": ""}, "grade", "选择等级"),
        ("sites/1/grades/new", {**GRADE, "grade": "6A"}, "grade", "从列表"),
        ("sites/1/grades/new", {**GRADE, "valid_from": ""}, "valid_from", "请填写"),
        ("sites/1/grades/new", {**GRADE, "valid_from": "昨天"}, "valid_from", "年-月-日"),
        ("sites/1/grades/new", {**GRADE, "valid_from": "0001-01-01"}, "valid_from", "年份"),
        ("sites/1/grades/new", {**GRADE, "valid_until": "2010-01-01"}, "valid_until", "晚于"),
        ("sites/1/grades/new", GRADE, "valid_until", "2015-01-01起已登记"),
        ("desks/1/edit", {**DESK, "profile": "robot"}, "profile", "从列表"),
        ("desks/1/edit", {**DESK, "name": "长" * 81}, "name", "80字"),
        ("partners/1/staff/new", {**STAFF, "desk": ""}, "desk", "选择服务台"),
        ("partners/1/staff/new", {**STAFF, "desk": "99"}, "desk", "从列表"),
        ("partners/1/staff/new", {**STAFF, "role": "admin", "desk": "1"}, "role", "从列表"),
        ("partners/1/staff/new", {**STAFF, "login": "白", "desk": "1"}, "login", "登录名"),
        ("partners/1/staff/new", {**STAFF, "name": "", "desk": "1"}, "name", "请填写"),
        ("partners/1/devices/new", {"desk": "", "label": "平板"}, "desk", "选择服务台"),
        ("partners/1/devices/new", {"desk": "1", "label": "长" * 81}, "label", "80字"),
    ],
)
def test_wrong_input_is_named_beside_its_field(
    world: World,
    admin: FlaskClient,
    form: str,
    typed: dict[str, str],
    field: str,
    words: str,
) -> None:
    world.desk(PartnerKind.SCENIC)
    expect_error(admin.post(f"/office/{form}", data=typed), field, words)


def test_a_site_says_where_it_is_and_what_to_book_in_both_languages_or_not_at_all(
    world: World, admin: FlaskClient
) -> None:
    site_id = world.desk(PartnerKind.SCENIC).site_id
    url = f"/office/sites/{site_id}/edit"
    page = admin.post(url, data={**SITE, **ADDRESS}, follow_redirects=True).text
    assert ADDRESS["address"] in page
    assert ADDRESS["reservation"] in page
    assert all(f'value="{line}"' in admin.get(url).text for line in ADDRESS.values())
    book = workbook_of(admin.get(f"{PARTNERS}/export"))
    assert book.column("地址") == [ADDRESS["address"]]
    assert ADDRESS["address"] not in admin.post(url, data=SITE, follow_redirects=True).text


def test_a_hospital_has_no_gates(world: World, admin: FlaskClient) -> None:
    site_id = world.desk(PartnerKind.HOSPITAL).site_id
    url = f"/office/sites/{site_id}/desks/new"
    assert 'value="turnstile"' not in admin.get(url).text
    expect_error(admin.post(url, data=DESK), "profile", "人工服务台")


def test_grades_are_shown_as_a_history_and_corrected(world: World, admin: FlaskClient) -> None:
    desk = world.desk(PartnerKind.SCENIC)
    partner = f"{PARTNERS}/{partner_of(world, desk)}"
    ending = {"grade": "4A", "valid_from": "2026-01-01", "valid_until": "2026-06-01"}
    new = f"/office/sites/{desk.site_id}/grades/new"
    assert admin.post(new, data=ending).status_code == 302
    page = text_of(admin.get(partner))
    assert "5A 已终止 到2026-01-01终止，当日起不算" in page
    assert "4A 现行 到2026-06-01终止" in page
    assert "今日仍可办理；从那一天起，这里的每个服务台和闸机扫码都不通过" in page
    with world.parts.database.reading() as session:
        entry = session.query(SiteGrade).filter_by(grade="4A").one().id
    form = admin.get(f"/office/grades/{entry}/edit").text
    assert 'value="2026-06-01"' in form
    ended = {**ending, "valid_until": "2026-05-20"}
    admin.post(f"/office/grades/{entry}/edit", data=ended)
    assert "等级已于2026-05-20终止" in text_of(admin.get(partner))
    early = {**ending, "valid_from": "2025-12-31"}
    wrong = admin.post(f"/office/grades/{entry}/edit", data=early)
    expect_error(wrong, "valid_from", "重叠")
    assert admin.post(f"/office/grades/{entry}/void").status_code == 302
    assert "登记有误，已作废" in text_of(admin.get(partner))


def test_a_partner_without_required_grades_keeps_none(world: World, admin: FlaskClient) -> None:
    desk = world.desk(PartnerKind.APARTMENT)
    page = text_of(admin.get(f"{PARTNERS}/{partner_of(world, desk)}"))
    assert "文件对此类单位不要求等级" in page
    assert "登记等级" not in page
    form = f"/office/sites/{desk.site_id}/grades/new"
    assert "<form" not in main_of(admin.get(form))


def test_somebody_is_moved_shut_out_and_let_in_on_their_page(
    world: World, admin: FlaskClient, hospital_desk: Desk
) -> None:
    person = f"/office/staff/{appoint(world, hospital_desk)}"
    assert "本单位没有其他开放的服务台" in text_of(admin.get(person))
    second = {**DESK, "name": "体检中心", "profile": "staffed"}
    admin.post(f"/office/sites/{hospital_desk.site_id}/desks/new", data=second)
    expect_error(admin.post(f"{person}/move", data={"desk": ""}), "desk", "选择服务台")
    elsewhere = world.desk(PartnerKind.HOSPITAL)
    wrong = admin.post(f"{person}/move", data={"desk": str(elsewhere.id)})
    expect_error(wrong, "desk", "从列表")
    assert admin.post(f"{person}/move", data={"desk": "2"}).status_code == 302
    assert "· 体检中心" in text_of(admin.get(person))
    admin.post(f"{person}/disable")
    assert "已停用" in text_of(admin.get(person))
    admin.post(f"{person}/enable")
    assert "可登录" in text_of(admin.get(person))
    assert "data-password" in admin.post(f"{person}/password").text


def test_a_closed_desk_says_so_and_opens_again(
    world: World, admin: FlaskClient, hospital_desk: Desk
) -> None:
    appoint(world, hospital_desk)
    desk = f"/office/desks/{hospital_desk.id}"
    partner = f"{PARTNERS}/{partner_of(world, hospital_desk)}"
    assert admin.post(f"{desk}/close").status_code == 302
    page = text_of(admin.get(partner))
    assert "已关闭" in page
    assert "服务台已关闭" in page
    assert "没有开放的服务台" in text_of(admin.get(f"{partner}/devices/new"))
    assert "重新开放" in text_of(admin.get(f"{desk}/edit"))
    admin.post(f"{desk}/reopen")
    assert "已关闭" not in text_of(admin.get(partner)).replace("已重新开放", "")


def test_a_device_is_let_in_with_a_code_shown_once_and_shut_out(
    world: World, admin: FlaskClient, hospital_desk: Desk
) -> None:
    partner = f"{PARTNERS}/{partner_of(world, hospital_desk)}"
    typed = {"desk": str(hospital_desk.id), "label": "  门诊 1号机 "}
    answer = admin.post(f"{partner}/devices/new", data=typed).text
    code = re.search(r"data-enrol-code[^>]*>([2-9A-Z]{12})<", answer)
    assert code is not None
    assert code[1] not in admin.get(partner).text
    assert "门诊 1号机" in text_of(admin.get(partner))
    device = admin.application.test_client()
    enrolled = device.post("/api/v1/devices/enrol", json={"code": code[1]})
    assert "已接入" in text_of(admin.get(partner))
    assert admin.post("/office/devices/1/revoke").status_code == 302
    assert "已停用" in text_of(admin.get(partner))
    token = {"Authorization": f"Bearer {enrolled.get_json()['token']}"}
    assert device.post("/api/v1/scans", json={}, headers=token).status_code == 401
