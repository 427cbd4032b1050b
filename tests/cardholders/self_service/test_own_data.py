"""Everything that is kept about a holder: on the page in plain words, in the export whole."""

import base64
import json

from sqlalchemy import inspect

from cardholders.cards.standing import DOCUMENT
from cardholders.people.keep_photo import keep_photo
from cardholders.people.models import Holder
from cardholders.sample_portrait import draw_sample_portrait
from tests.cardholders.phone.activation_bed import Telephone
from tests.cardholders.self_service.conftest import BoundPhone

MOBILE = "+8613800000000"
GROUPS = ["person", "honours", "cards", "uses", "stays", "advisers", "requests", "reports"]


def document_of(phone: BoundPhone) -> str:
    parts = phone.world.parts
    with parts.database.reading() as session:
        sealed = session.get_one(Holder, phone.card.holder_id).document_sealed
    return parts.vault.open_text(sealed, purpose=DOCUMENT)


def test_the_page_masks_what_is_sealed_and_shows_it_when_asked(phone: BoundPhone) -> None:
    answer = phone.ask("data")
    assert [each["code"] for each in answer["groups"]] == [*GROUPS, "consents"]
    text = json.dumps(answer, ensure_ascii=False)
    assert document_of(phone) not in text
    assert MOBILE not in text
    assert "演示大学" in text
    assert "绑定手机" in text
    masked = [fact for group in answer["groups"] for fact in group["facts"] if fact["masked"]]
    assert [fact["label"] for fact in masked] == ["居民身份证", "手机号"]
    assert phone.ask("data/revealed")["values"]["person"] == [document_of(phone), MOBILE]


def test_the_export_is_one_document_with_everything(phone: BoundPhone) -> None:
    world = phone.world
    with world.parts.database.writing() as session:
        raw = draw_sample_portrait("陈望舒")
        vault, now = world.parts.vault, world.clock()
        keep_photo(session, phone.card.holder_id, raw=raw, vault=vault, now=now)
    phone.send("consents", {"purpose": "honour_roll", "version": 1, "given": True})
    phone.send("consents", {"purpose": "honour_roll", "version": 1, "given": False})
    phone.send("devices/freeze")
    document = phone.ask("data/export")["export"]
    assert (document["version"], document["made_at"]) == (1, world.clock().isoformat())
    assert set(document) == {"format", "version", "made_at", "consents", *GROUPS}
    person = document["person"]
    assert person["name"] == "陈望舒"
    assert person["document_number"] == document_of(phone)
    assert person["contacts"] == [{"channel": "sms", "address": MOBILE}]
    assert base64.b64decode(person["photo_jpeg"]).startswith(b"\xff\xd8")
    assert document["honours"][0]["decision"]["decided_on"] == "2026-01-05"
    (card,) = document["cards"]
    assert [each["kind"] for each in card["events"]] == [
        *("issued", "link_made", "phone_bound", "frozen"),
    ]
    (consent,) = document["consents"]
    assert consent["withdrawn_at"] is not None


def test_no_column_of_the_person_is_forgotten(phone: BoundPhone) -> None:
    """A column that is added to the person's table has to be exported, or named here."""
    not_told = {"id", "subject_key", "document_index", "mobile_index", "mail_index"}
    renamed = {"document_sealed": "document_number", "mobile_sealed": "contacts"}
    renamed["mail_sealed"] = "contacts"
    columns = {column.key for column in inspect(Holder).columns} - not_told
    exported = phone.ask("data/export")["export"]["person"].keys()
    assert {renamed.get(column, column) for column in columns} <= set(exported)


def test_only_the_bound_phone_is_answered(phone: BoundPhone) -> None:
    Telephone(phone.telephone.client, phone.world).bound_to(phone.card)
    for path in ("me", "data", "data/revealed", "data/export"):
        answer = phone.telephone.ask(phone.serial, f"/phone/api/{path}")
        assert (answer.status_code, answer.get_json()["code"]) == (401, "not_bound"), path
        without = phone.telephone.client.get(f"/phone/api/{path}")
        assert without.status_code in {401, 302, 403}, path


def test_the_answer_is_in_the_phones_language(phone: BoundPhone) -> None:
    english, chinese = phone.ask("data", language="en"), phone.ask("data")
    assert english["groups"][1]["facts"][0]["label"] == "Jinzhong Yingcai"
    assert chinese["groups"][1]["facts"][0]["label"] == "晋中英才"
    assert phone.ask("me", language="en")["honours"][0]["name"] == "Jinzhong Yingcai"
