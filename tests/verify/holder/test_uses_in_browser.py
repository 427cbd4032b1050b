"""Benefits, venues and history on a telephone's screen: what is left, where, what was not me."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from core.policy.vocabulary import Honour, Language, PartnerKind
from tests.bed.browser import Complaints
from tests.bed.factories import World
from tests.bed.world import MovableClock
from tests.verify.holder.conftest import BindPhone
from tests.verify.scanning.desk_calls import DeskCalls
from verify.reports.models import Report

CHECKUP = {Language.ZH: "免费体检", Language.EN: "Free medical check-up"}


@pytest.mark.parametrize("language", list(Language))
def test_a_desks_use_and_its_undo_are_read_in_the_history(
    world: World,
    bind: BindPhone,
    clock: MovableClock,
    complaints: Complaints,
    language: Language,
) -> None:
    # The clock jumps under the phone: it signs too early once, learns the time and asks again.
    complaints.allow("401")
    card = world.card(Honour.YINGCAI)
    phone = bind(card)
    phone.open("history", language)
    expect(phone.page.locator("[data-none]")).to_be_visible()
    desk = DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    use = desk.redeem(
        desk.scan(world.printed(card), document_checked=True).id, "checkup", document_checked=True
    )
    place = world.place(desk.desk)
    name = place.site_name_en if language is Language.EN else place.site_name
    phone.open("history", language)
    visit = phone.page.locator(".visit")
    expect(visit.locator('[data-slot="site"]')).to_have_text(name)
    expect(visit.locator('[data-slot="time"]')).to_have_text("10:00")
    expect(visit.locator('[data-slot="benefit"]')).to_have_text(CHECKUP[language])
    expect(visit.locator(".visit-annulled")).to_be_hidden()
    clock.advance(timedelta(minutes=2))
    assert use.redemption is not None
    desk.void(use.redemption)
    phone.open("history", language)
    expect(visit).to_have_count(1)
    expect(visit.locator(".visit-annulled")).to_contain_text("10:02")


def test_what_was_not_me_reaches_the_office_in_two_taps(world: World, bind: BindPhone) -> None:
    card = world.card()
    DeskCalls(world, world.desk(PartnerKind.HOSPITAL)).scan(world.printed(card))
    phone = bind(card)
    phone.open("history")
    visit = phone.page.locator(".visit")
    visit.locator("[data-not-me]").tap()
    expect(visit.locator("a[href='/phone/devices']")).to_be_visible()
    visit.locator("[data-send]").tap()
    expect(visit.locator("[data-report]")).to_contain_text("待答复")
    expect(visit.locator("[data-not-me]")).to_be_hidden()
    phone.reload()
    expect(visit.locator("[data-report]")).to_contain_text("待答复")
    with world.parts.database.reading() as session:
        assert session.scalar(select(func.count(Report.id))) == 1


def test_without_a_network_a_report_is_not_lost_in_silence(
    world: World, bind: BindPhone, complaints: Complaints
) -> None:
    complaints.allow("ERR_INTERNET_DISCONNECTED")
    card = world.card()
    DeskCalls(world, world.desk(PartnerKind.HOSPITAL)).scan(world.printed(card))
    phone = bind(card)
    phone.open("history")
    phone.page.context.set_offline(True)
    visit = phone.page.locator(".visit")
    visit.locator("[data-not-me]").tap()
    visit.locator("[data-send]").tap()
    expect(visit.locator("[data-trouble]")).to_contain_text("网络不通")
    phone.page.context.set_offline(False)
    visit.locator("[data-send]").tap()
    expect(visit.locator("[data-report]")).to_be_visible()


def test_older_visits_follow_on_demand(world: World, bind: BindPhone, clock: MovableClock) -> None:
    card = world.card()
    printed, desk = world.printed(card), DeskCalls(world, world.desk(PartnerKind.HOSPITAL))
    for _ in range(33):
        desk.scan(printed)
        clock.advance(timedelta(hours=5))
    phone = bind(card)
    phone.open("history")
    visits = phone.page.locator(".visit")
    expect(visits).to_have_count(30)
    phone.page.locator("[data-older]").tap()
    expect(visits).to_have_count(33)
    expect(phone.page.locator("[data-older]")).to_be_hidden()
    days = phone.page.locator(".history-day").evaluate_all("(all) => all.map((d) => d.dataset.day)")
    assert days == sorted(set(days), reverse=True)


def test_a_benefit_unfolds_and_leads_to_its_places(world: World, bind: BindPhone) -> None:
    hospital, scenic = world.desk(PartnerKind.HOSPITAL), world.desk(PartnerKind.SCENIC)
    phone = bind(world.card())
    phone.open("benefits")
    fold = phone.page.locator('[data-benefit="checkup"]')
    expect(fold.locator('[data-slot="left"]')).to_have_text("今年还可用1次")
    fold.locator("summary").first.tap()
    expect(fold.locator('[data-slot="term"]')).to_have_text("免费体检")
    expect(fold.locator(".badge--office")).to_be_visible()
    fold.locator("[data-where]").tap()
    names = phone.page.locator('.venue [data-slot="name"]')
    expect(names).to_have_text([world.place(hospital).site_name])
    phone.page.locator('.pill:has([value="scenic"])').tap()
    expect(names).to_have_text([world.place(scenic).site_name])
    phone.page.locator('[name="division"]').select_option(index=2)
    expect(phone.page.locator("[data-none]")).to_be_visible()
    phone.page.locator("[data-all]").tap()
    expect(names).to_have_count(2)
