"""Each page speaks one language: no Chinese left in English pages, no English in Chinese ones."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cardholders.cards.models import Card
from cardholders.cards.stop_card import Stop, stop_card
from cardholders.phone.pages import phone_pages
from core.accounts.roles import Permission, Role
from core.policy.model import Policy
from core.policy.vocabulary import Honour, Language, PartnerKind
from core.web.row_id import RowId
from tests.bed.factories import World
from tests.bed.spoken import Piece, read_pieces
from tests.isolation.attempts import permission_for
from tests.verify.desk.desk_client import DeskClient
from tests.verify.holder.holder_phone import HolderPhone

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
# Card numbers, addresses and the places that scripts fill in belong to no language.
NO_LANGUAGE = re.compile(r"JZ\d\d-[\d*]{6}-\d|https?://\S+|\{\w+\}")
# What the factories enter as staff would: it is shown as entered, in both languages.
ENTERED = re.compile(
    r"陈(望舒|\*+)?|工作人员\d+|演示(大学|企业|设备)|演示决〔2026〕\d+号|市委人才工作领导小组会议"
)
EXAMPLE = re.compile(r"For example: .*")
# Keys, formats and protocols have no Chinese names.
SAME_IN_CHINESE = frozenset(
    {"Esc", "Excel", "https", "JavaScript", "JSON", "JPEG", "MB", "PNG", "WebP"}
)
FOUND = 302
FEWEST_PAGES = 15
FEWEST_ANSWERS = 3
PAYMENT_CODE = "280000000000000000"
BOUND_PHONES = "/phone/api/"
# What the pages' scripts read and people never see; and what is quoted in Chinese, marked as such.
NO_WORDS = frozenset(
    "channel code day division form kind look page purpose state term".split()  # noqa: SIM905
)
NOT_SHOWN = frozenset({"phone_api.card", "phone_data.export"})
"""Answers that carry both languages side by side, or what was entered for a file to keep."""

both = pytest.mark.parametrize("language", list(Language))


def quoted(policy: Policy) -> list[str]:
    """Answer what English pages quote of the document as it stands: its number, its terms."""
    terms = [benefit.term for benefit in policy.benefits]
    terms += [rule.term for rule in policy.grade_rules]
    return [policy.document.number, *(f'"{term.strip("“”")}"' for term in terms)]


def foreign(piece: Piece, language: Language, policy: Policy) -> str:
    """Answer what is left in a text that is not of the page's language, or nothing."""
    text = NO_LANGUAGE.sub("", piece.text)
    if language is Language.ZH:
        return " ".join(word for word in ENGLISH.findall(text) if word not in SAME_IN_CHINESE)
    for words in quoted(policy):
        text = text.replace(words, "")
    text = EXAMPLE.sub("", ENTERED.sub("", text))
    return text if CHINESE.search(text) else ""


def expect_language(page: TestResponse, language: Language, policy: Policy) -> None:
    """Fail with the first texts of a page that are not in its language nor marked as another."""
    pieces = [piece for piece in read_pieces(page.text) if piece.language in {"", language}]
    assert pieces, page.request.path
    left = [piece.text for piece in pieces if foreign(piece, language, policy)]
    assert not left, (page.request.path, left[:5])


@pytest.fixture
def reader(client: FlaskClient, language: Language) -> FlaskClient:
    """A browser that has chosen the language."""
    client.set_cookie("language", language)
    return client


@pytest.fixture
def card(world: World) -> Card:
    """A card of two honours on a phone and in plastic, its stop waiting for a second person."""
    card = world.card(Honour.YINGCAI, Honour.SPECIAL)
    world.phone(card)
    world.printed(card)
    with world.parts.database.writing() as session:
        stop_card(
            session,
            card.id,
            stop=Stop("G4"),
            policy=world.parts.policy,
            by=world.account().id,
            now=world.clock(),
        )
    return card


def pages(app: Flask) -> Iterator[str]:
    """Answer every address that opens without knowing more than the first row's number."""
    addresses = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        converters = rule._converters.values()
        if "GET" in (rule.methods or set()) and all(isinstance(each, RowId) for each in converters):
            yield addresses.build(rule.endpoint, dict.fromkeys(rule.arguments, 1))


@pytest.mark.parametrize("role", [None, *Role])
@both
def test_every_page_speaks_one_language(
    app: Flask, world: World, reader: FlaskClient, card: Card, role: Role | None, language: Language
) -> None:
    desk = world.desk()
    world.device_token(desk)
    at_desk = DeskClient.at(world, desk, app.test_client())
    at_desk.scan(world.printed(card))
    at_desk.scan("not a card")
    if role is Role.OPERATOR:
        world.sign_in(reader, world.operator(desk))
    elif role is not None:
        world.sign_in(reader, world.account(role, partner_id=world.place(desk).partner_id))
    seen = [page for page in map(reader.get, pages(app)) if page.mimetype == "text/html"]
    for page in seen:
        if page.status_code != FOUND:
            expect_language(page, language, world.parts.policy)
    assert len(seen) > FEWEST_PAGES


@both
def test_what_is_wrong_with_a_form_is_said_in_its_language(
    world: World, reader: FlaskClient, card: Card, language: Language
) -> None:
    signing_in = reader.post("/login", data={"login": "nobody", "password": "wrong"})
    expect_language(signing_in, language, world.parts.policy)
    world.sign_in(reader, world.account(Role.OFFICER))
    for form in ("people/new", "decisions/new", f"cards/{card.id}/stop", "decisions/1/honours"):
        page = reader.post(f"/office/{form}", data={"document_type": "passport"})
        assert "field-error" in page.text or page.status_code >= 400, form
        expect_language(page, language, world.parts.policy)


@both
@pytest.mark.parametrize("kind", list(PartnerKind))
def test_a_desk_answers_in_its_language(
    world: World, reader: FlaskClient, card: Card, kind: PartnerKind, language: Language
) -> None:
    policy = world.parts.policy
    desk = DeskClient.at(world, world.desk(kind), reader)
    phone = world.phone(world.card(Honour.XIANCAI))
    for code in ("rubbish", PAYMENT_CODE, world.printed(card), phone.digits()):
        expect_language(desk.scan(code), language, policy)
    scan = desk.scanned(phone.digits())
    for benefit in policy.benefits_at(kind):
        for _twice in range(2):
            expect_language(desk.use(scan, benefit.code), language, policy)
    expect_language(reader.get("/desk"), language, policy)


@both
def test_every_page_of_the_phone_speaks_one_language(
    app: Flask, client: FlaskClient, world: World, language: Language
) -> None:
    with app.app_context():
        names = [page.name for page in phone_pages()]
    for name in names:
        expect_language(client.get(f"/phone/shell/{name}/{language}"), language, world.parts.policy)


@both
def test_what_a_phone_is_told_is_in_its_language(
    app: Flask, client: FlaskClient, world: World, card: Card, language: Language
) -> None:
    policy = world.parts.policy
    for kind in PartnerKind:
        desk = DeskClient.at(world, world.desk(kind), app.test_client())
        scan = desk.scanned(world.printed(card))
        for benefit in policy.benefits_at(kind):
            desk.use(scan, benefit.code, document_checked=True)
    phone = HolderPhone.of(world, card, client)
    phone.language = language
    asked = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(BOUND_PHONES)
        and "GET" in (rule.methods or set())
        and permission_for(app, rule) is Permission.PHONE_SELF
        and not rule.arguments
        and rule.endpoint not in NOT_SHOWN
    ]
    assert len(asked) > FEWEST_ANSWERS
    for path in asked:
        said = list(words_in(phone.answer(path)))
        pieces = [Piece(text, "") for text in said]
        left = [each.text for each in pieces if foreign(each, language, policy)]
        assert not left, (path, left[:5])


def words_in(answer: Any) -> Iterator[str]:
    """Answer every text in an answer that is shown to people."""
    match answer:
        case str():
            yield answer
        case list():
            for each in answer:
                yield from words_in(each)
        case dict():
            for name, each in answer.items():
                if name not in NO_WORDS:
                    yield from words_in(each)
        case _:
            pass


def test_a_letter_speaks_both_languages_and_marks_them(
    world: World, client: FlaskClient, card: Card
) -> None:
    world.sign_in(client, world.account(Role.OFFICER))
    letter = client.post(f"/office/cards/{card.id}/letter")
    for language in Language:
        expect_language(letter, language, world.parts.policy)


def test_the_choice_is_remembered_and_the_browsers_preference_is_not_asked(
    client: FlaskClient,
) -> None:
    browser = {"Accept-Language": "en"}
    assert '<html lang="zh-CN"' in client.get("/login", headers=browser).text
    chosen = client.get("/language/en?next=/login", headers=browser)
    assert chosen.headers["Location"] == "/login"
    assert '<html lang="en"' in client.get("/login").text
    client.get("/language/zh")
    assert '<html lang="zh-CN"' in client.get("/login", headers=browser).text
