"""What answers say: every reason has its words, and no setting is passed off as the document's."""

from datetime import timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel.speaklater import LazyString

from cardholders.cards.models import Card, CardState
from core.policy.vocabulary import Honour, Language, PartnerKind
from house.catalogue import extract
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.scanning.desk_calls import DeskCalls
from verify.scanning.answer import Answer
from verify.scanning.reason_words import REASON_WORDS
from verify.scanning.reasons import Reason
from verify.scanning.words import Spoken, speak, speak_benefit, title_of

LONGEST_TITLE = 9
"""Characters that a desk's banner holds on one line of 1280 pixels."""


def say(desk: DeskCalls, answer: Answer, language: Language = Language.ZH) -> Spoken:
    """Speak an answer at the desk that got it."""
    parts, place = desk.world.parts, desk.world.place(desk.desk)
    return speak(answer, place=place, policy=parts.policy, language=language)


def texts() -> list[LazyString]:
    """Every text of the table."""
    return [
        text
        for words in REASON_WORDS.values()
        for text in (words.title, words.next_step, words.at_gate, words.by_honour)
        if text is not None
    ]


def stop(world: World, card: Card, state: CardState) -> None:
    """Put a card into a state."""
    with world.parts.database.writing() as session:
        session.get_one(Card, card.id).state = state


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_short_title_and_a_next_step(app: Flask, reason: Reason) -> None:
    words = REASON_WORDS[reason]
    assert 0 < len(title_of(reason)) <= LONGEST_TITLE
    assert len(str(words.next_step)) > len(title_of(reason))


def test_every_word_reaches_the_translators(app: Flask, tmp_path: Path) -> None:
    template = tmp_path / "messages.pot"
    extract(template)
    with template.open("rb") as file:
        known = {message.id for message in read_po(file)}
    assert {str(text) for text in texts()} <= known


def test_titles_tell_reasons_apart(app: Flask) -> None:
    titles = [title_of(reason) for reason in Reason]
    assert len(titles) == len(set(titles))


def test_no_answer_names_a_ground_for_stopping_a_card(app: Flask, world: World) -> None:
    grounds = {ground.name.zh for ground in world.parts.policy.grounds} - {"误发"}
    spoken = "".join(str(text) for text in texts())
    assert not [ground for ground in grounds if ground in spoken]
    assert "虚假" not in spoken


def test_a_granted_use_cites_the_article_and_its_own_term(world: World) -> None:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    scan = desk.scan(world.phone(world.card()).digits())
    spoken = say(desk, desk.redeem(scan.id, "expert_consultation"))
    assert spoken.title == "已登记：专家诊疗"
    assert spoken.basis_line == "依据 市办发〔2023〕10号 第二十一条“专家诊疗”"
    assert spoken.notes == ("费用照常",)
    assert spoken.telephone == world.parts.policy.contact.telephone


def test_second_checkup_cites_the_offices_setting_with_place_and_time(
    world: World, clock: MovableClock
) -> None:
    phone = world.phone(world.card())
    first, second = (DeskCalls(world, world.desk(PartnerKind.HOSPITAL)) for _ in "ab")
    first.redeem(first.scan(phone.digits()).id, "checkup")
    clock.advance(timedelta(minutes=1))
    spoken = say(second, second.redeem(second.scan(phone.digits()).id, "checkup"))
    place = world.place(first.desk)
    assert spoken.title == "已用过"
    assert spoken.detail == f"2026年5月20日 10:00，{place.site_name}"
    assert spoken.basis_line is not None
    assert spoken.basis_line.startswith("文件未规定，按人才办设置：")
    assert "条" not in spoken.basis_line


def test_a_forged_code_cites_nothing(world: World) -> None:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    assert say(desk, desk.scan("not a code at all")).basis_line is None


@pytest.mark.parametrize("state", [CardState.SUSPENDED, CardState.FROZEN, CardState.REVOKED])
def test_a_stopped_card_never_cites_a_limit_or_a_ground(world: World, state: CardState) -> None:
    gate = DeskCalls(world, world.desk(PartnerKind.SCENIC))
    card = world.card()
    digits = world.phone(card).digits()
    stop(world, card, state)
    assert say(gate, gate.scan(digits)).basis_line == "文件未规定，按人才办设置"


@pytest.mark.parametrize("kind", [PartnerKind.APARTMENT, PartnerKind.SERVICE_DESK])
@pytest.mark.parametrize("state", [CardState.SUSPENDED, CardState.REVOKED])
def test_what_hangs_on_the_honour_outlives_the_card(
    world: World, kind: PartnerKind, state: CardState
) -> None:
    desk = DeskCalls(world, world.desk(kind))
    card = world.card()
    digits = world.phone(card).digits()
    stop(world, card, state)
    assert "由人才办核实荣誉" in say(desk, desk.scan(digits)).next_step


def test_a_hospital_is_not_told_that_a_revoked_card_goes_on(world: World) -> None:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    card = world.card()
    digits = world.phone(card).digits()
    stop(world, card, CardState.REVOKED)
    assert "荣誉" not in say(desk, desk.scan(digits)).next_step


def test_benefits_say_what_is_left_and_why_there_is_none(world: World) -> None:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    seen = desk.scan(world.phone(world.card(Honour.XIANCAI)).digits()).benefits
    place, policy = world.place(desk.desk), world.parts.policy
    spoken = {
        each.code: speak_benefit(each, place=place, policy=policy, language=Language.ZH)
        for each in seen
    }
    assert spoken["checkup"].state == "今年还可用1次"
    assert spoken["escort"].state == "次数不限"
    assert spoken["health_adviser"].state == "不含此项"


def test_the_policys_words_come_in_english_too(world: World) -> None:
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    scan = desk.scan(world.phone(world.card()).digits())
    spoken = say(desk, desk.redeem(scan.id, "escort"), Language.EN)
    assert spoken.notes == ("The usual charges apply",)
    assert "Article 21" in (spoken.basis_line or "")


def test_a_site_that_lost_its_grade_is_told_by_the_text(world: World) -> None:
    gate = DeskCalls(world, world.desk(PartnerKind.SCENIC, grade=None))
    spoken = say(gate, gate.scan(world.phone(world.card()).digits()))
    assert spoken.title == "本处不适用"
    assert (spoken.basis_line or "").startswith("依据 市办发〔2023〕10号 第二十一条")
