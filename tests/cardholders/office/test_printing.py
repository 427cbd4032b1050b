"""The office prints cards: one as PDF or picture, many as A4 sheets, all of them or none."""

from io import BytesIO

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image

from cardholders.cards.models import Card, CardEvent, CardEventKind, CardState
from cardholders.cards.stop_card import Stop, stop_card
from core.accounts.roles import Role
from core.credential.fields import CredentialForm, Presentation
from core.credential.read import read
from core.policy.vocabulary import Effect, Honour
from tests.bed.factories import World
from tests.cardholders.office.bench import give_photo, signed_in, text_of
from tests.cardholders.plastic.cards import UNWRITABLE, codes_on, opened, picture_of
from tests.cardholders.plastic.cards import text_of as words_on


@pytest.fixture(autouse=True)
def officer(world: World, client: FlaskClient) -> None:
    """An officer at the desk, and the issuer's key."""
    signed_in(world, client)
    world.signing_key()


def printable(world: World, *honours: Honour, name: str = "陈望舒") -> Card:
    card = world.card(*honours, name=name)
    give_photo(world, card.holder_id)
    return card


def noted(world: World, *cards: Card) -> list[CardEventKind]:
    with world.parts.database.reading() as session:
        ids = [card.id for card in cards]
        events = session.query(CardEvent).where(CardEvent.card_id.in_(ids))
        kinds = [event.kind for event in events.order_by(CardEvent.id)]
    made = (CardEventKind.PRINTED, CardEventKind.PICTURE_MADE)
    return [kind for kind in kinds if kind in made]


def test_a_card_is_printed_on_two_pages_and_noted(world: World, client: FlaskClient) -> None:
    card = printable(world, name="䶮𠮷")
    sent = client.post(f"/office/cards/{card.id}/plastic.pdf")
    assert sent.mimetype == "application/pdf"
    assert f"{card.number}.pdf" in sent.headers["Content-Disposition"]
    assert sent.headers["Cache-Control"] == "no-store"
    with opened(sent.data) as pdf:
        assert {"䶮𠮷", card.number, card.expires_on.isoformat()} <= set(words_on(pdf[0]).split())
        assert world.parts.policy.contact.telephone in words_on(pdf[1])
        (digits,) = codes_on(picture_of(pdf[0], 150))
        assert codes_on(picture_of(pdf[1], 150)) == ["http://localhost:8000/card"]
    presentation = read(digits, {})
    assert isinstance(presentation, Presentation)
    assert presentation.credential.form is CredentialForm.PRINTED
    assert noted(world, card) == [CardEventKind.PRINTED]
    words = text_of(client.get(f"/office/cards/{card.id}"))
    assert "制作实体卡 经办" in words
    assert "已签发" in words


def test_the_picture_is_the_printed_credential(world: World, client: FlaskClient) -> None:
    card = printable(world)
    sent = client.post(f"/office/cards/{card.id}/picture.png")
    assert sent.mimetype == "image/png"
    assert sent.headers["Cache-Control"] == "no-store"
    with Image.open(BytesIO(sent.data)) as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [world.printed(card)]
    assert noted(world, card) == [CardEventKind.PICTURE_MADE]


def test_sheets_hold_the_chosen_cards_in_their_order(world: World, client: FlaskClient) -> None:
    cards = [printable(world, name=f"陈{number}") for number in "一二三"]
    chosen = [cards[2], cards[0]]
    sent = client.post("/office/cards/print", data={"card": [card.id for card in chosen]})
    assert sent.mimetype == "application/pdf"
    with opened(sent.data) as pdf:
        assert len(pdf) == 2
        numbers = [word for word in words_on(pdf[0]).split() if word.startswith("JZ")]
        assert set(codes_on(picture_of(pdf[0], 150))) == {world.printed(card) for card in chosen}
    assert numbers == [card.number for card in chosen]
    assert noted(world, *cards) == [CardEventKind.PRINTED] * 2


def test_what_cannot_be_printed_is_said_at_once_and_nothing_is_noted(
    world: World, client: FlaskClient
) -> None:
    good = printable(world)
    rare = printable(world, name=f"陈{UNWRITABLE}\u0e01")
    other = printable(world, name=f"李{UNWRITABLE}")
    faceless = world.card(name="王五")
    cards = (good, rare, other, faceless)
    refused = client.post(
        "/office/cards/print", data={"card": [c.id for c in cards]}, follow_redirects=True
    )
    words = text_of(refused)
    assert "没有制作任何卡" in words
    assert f"（{rare.number}）字体缺字：“{UNWRITABLE}”U+3134A、“ก”U+0E01" in words
    assert f"李{UNWRITABLE}（{other.number}）" in words
    assert f"王五（{faceless.number}）没有本人照片" in words
    assert noted(world, *cards) == []


@pytest.mark.parametrize("path", ["plastic.pdf", "picture.png"])
def test_a_stopped_card_and_one_without_photo_are_refused(
    world: World, client: FlaskClient, path: str
) -> None:
    faceless, frozen = world.card(), printable(world)
    with world.parts.database.writing() as session:
        card = session.get_one(Card, frozen.id)
        card.state = CardState.FROZEN
    for each, why in ((faceless, "没有本人照片"), (frozen, "卡已停用")):
        page = client.post(f"/office/cards/{each.id}/{path}", follow_redirects=True)
        assert why in text_of(page)
        assert noted(world, each) == []
    assert client.post(f"/office/cards/404/{path}").status_code == 404


def test_the_page_lists_what_has_no_plastic_yet_and_why_some_cannot(
    world: World, client: FlaskClient
) -> None:
    done, waiting, faceless = printable(world), printable(world), world.card()
    client.post(f"/office/cards/{done.id}/plastic.pdf")
    client.post(f"/office/cards/{waiting.id}/picture.png")
    page = text_of(client.get("/office/cards/print"))
    assert done.number not in page
    assert waiting.number in page, "a picture is no plastic"
    assert "1张可以印" in page
    assert "1张不能印" in page
    assert "没有本人照片" in page
    assert done.number in text_of(client.get("/office/cards/print?plastic=all"))
    assert faceless.number not in text_of(client.get("/office/cards/print?honour=special"))
    listed = client.get("/office/cards?honour=yingcai&page=1&endpoint=x&_scheme=x")
    assert "/office/cards/print?honour=yingcai" in listed.text


def test_plastic_that_was_replaced_is_to_be_printed_again(
    world: World, client: FlaskClient
) -> None:
    card = printable(world)
    client.post(f"/office/cards/{card.id}/plastic.pdf")
    assert card.number not in text_of(client.get("/office/cards/print"))
    with world.parts.database.writing() as session:
        replaced = next(g for g in world.parts.policy.grounds if g.effect is Effect.CARD_REPLACED)
        stop_card(
            session,
            card.id,
            stop=Stop(replaced.code, document_number="演示〔2026〕1号"),
            policy=world.parts.policy,
            by=world.account().id,
            now=world.clock(),
        )
    assert card.number in text_of(client.get("/office/cards/print"))


@pytest.mark.parametrize(
    ("ids", "words"),
    [([], "请至少选择一张卡"), (range(1, 202), "一次最多印制200张"), ([999], "没有这张卡")],
)
def test_none_too_many_or_unknown_cards_are_no_print(
    world: World, client: FlaskClient, ids: list[int], words: str
) -> None:
    page = client.post("/office/cards/print", data={"card": list(ids)}, follow_redirects=True)
    assert words in text_of(page)


def test_only_who_issues_cards_prints_them(world: World, client: FlaskClient) -> None:
    card = printable(world)
    signed_in(world, client, Role.AUDITOR)
    assert client.get("/office/cards/print").status_code == 403
    assert client.post("/office/cards/print", data={"card": card.id}).status_code == 403
    for path in ("plastic.pdf", "picture.png"):
        assert client.post(f"/office/cards/{card.id}/{path}").status_code == 403
        assert client.get(f"/office/cards/{card.id}/{path}").status_code == 405
    assert "印制实体卡" not in text_of(client.get("/office/cards"))
    assert noted(world, card) == []


def test_whoever_scans_the_back_is_told_that_it_proves_nothing(client: FlaskClient) -> None:
    client.delete_cookie("session")
    page = client.get("/card")
    assert page.status_code == 200
    assert "不能用来核验" in text_of(page)
    assert "0354-000 0000" in text_of(page)
