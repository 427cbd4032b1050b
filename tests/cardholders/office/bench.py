"""What the tests of the office share: somebody signed in, and what is read from a page."""

import html
import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from cardholders.people.keep_photo import keep_photo
from core.accounts.models import Account
from core.accounts.roles import Role
from tests.bed.factories import World

PERSON = {
    "name": "欧阳静姝",
    "document_type": "resident_id",
    "document_number": "000000 19900101 0018",
    "nationality": "CHN",
    "mobile": "138 0000 0000",
    "mail": "Ouyang@example.edu.cn",
    "host_employer": "演示液压件有限公司",
    "home_unit": "演示理工大学",
    "engagement_form": "project_cooperation",
    "talent_kind": "engineering",
    "field": "key_chains",
    "division": "yuci",
}


def picture() -> bytes:
    """Answer a PNG that can be a portrait."""
    file = BytesIO()
    Image.new("RGB", (300, 400), "teal").save(file, "PNG")
    return file.getvalue()


def give_photo(world: World, holder_id: int) -> None:
    """Give a holder a portrait."""
    with world.parts.database.writing() as session:
        keep_photo(session, holder_id, raw=picture(), vault=world.parts.vault, now=world.clock())


def signed_in(world: World, client: FlaskClient, role: Role = Role.OFFICER) -> Account:
    """Sign a new account of the role in."""
    account = world.account(role)
    world.sign_in(client, account)
    return account


def text_of(response: TestResponse) -> str:
    """Answer the words of a page, tags gone, spaces joined."""
    bare = re.sub(r"<[^>]+>", " ", response.get_data(as_text=True))
    return " ".join(html.unescape(bare).split())


def field_errors(response: TestResponse, field: str) -> list[str]:
    """Answer the errors that stand beside a field."""
    page = response.get_data(as_text=True)
    found = re.findall(rf'id="{field}-error[^"]*">.*?<span>(.*?)</span>', page, re.DOTALL)
    return [html.unescape(words) for words in found]


def expect_error(response: TestResponse, field: str, words: str, *, status: int = 422) -> None:
    """Fail unless the error stands beside its field."""
    assert response.status_code == status
    beside = field_errors(response, field)
    if not any(words in error for error in beside):
        pytest.fail(f"beside {field} stands {beside}, not {words}", pytrace=False)
