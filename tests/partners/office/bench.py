"""What the tests of the office's pages about partners share: what is typed, and rows to keep."""

from werkzeug.test import TestResponse

from core.accounts.roles import Role
from partners.models import Desk
from partners.staff import StaffDetails, appoint_operator
from tests.bed.factories import World

PARTNERS = "/office/partners"
PARTNER = {
    "kind": "scenic",
    "name": "绵山景区（演示）",
    "name_en": "Mianshan (sample)",
    "telephone": "0354-000 0000转1",
}
SITE = {"name": "绵山南门", "name_en": "Mianshan, south gate", "division": "jiexiu"}
ADDRESS = {
    "address": "绵山演示路1号",
    "address_en": "1 Mianshan Sample Road",
    "reservation": "提前一天电话预约",
    "reservation_en": "Book by telephone a day ahead",
}
GRADE = {"grade": "5A", "valid_from": "2013-10-11", "valid_until": ""}
DESK = {"name": "南门检票口", "name_en": "South gate", "profile": "gate"}
STAFF = {"login": "bai.ruoxi", "name": "白若溪", "role": "operator"}


def partner_of(world: World, desk: Desk) -> int:
    """Answer whose desk it is."""
    return world.place(desk).partner_id


def appoint(world: World, desk: Desk) -> int:
    """Appoint an operator at the desk, and answer the account."""
    details = StaffDetails(
        login=STAFF["login"], name=STAFF["name"], role=Role.OPERATOR, desk_id=desk.id
    )
    with world.parts.database.writing() as session:
        appointed = appoint_operator(
            session, partner_of(world, desk), details=details, now=world.clock()
        )
    return appointed.account.id


def main_of(response: TestResponse) -> str:
    """Answer the page's own part, without the frame around it."""
    return response.text.split("<main")[1].split("</main>")[0]
