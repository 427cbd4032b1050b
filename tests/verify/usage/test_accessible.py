"""Lists, totals and timeline have no finding of axe, in both languages, and fit a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser

from core.accounts.models import Account
from core.accounts.roles import Role
from core.policy.vocabulary import Honour, Language
from tests.bed.factories import World
from tests.bed.served import give_session
from tests.bed.world import OPENING
from tests.verify.usage.log_lines import add_lines, line
from verify.scanning.reasons import Reason

LONG_NAME = "阿不都克里木·买买提艾力·库尔班江"


@pytest.fixture
def people(world: World) -> dict[str, Account]:
    """An officer and a partner's manager, and something on every page of theirs."""
    card, desk = world.card(Honour.YINGCAI, Honour.SPECIAL, name=LONG_NAME), world.desk()
    world.phone(card)
    reasons = (Reason.GRANTED, Reason.STALE, Reason.FORGED, Reason.EXPIRED, Reason.SUSPENDED)
    more = (*reasons, Reason.REVOKED, Reason.NOT_ENTITLED)
    add_lines(world, [line(world, desk, OPENING, reason=each, card=card) for each in more])
    partner_id = world.place(desk).partner_id
    return {
        "office": world.account(Role.OFFICER),
        "partner": world.account(Role.PARTNER_MANAGER, partner_id=partner_id),
    }


@pytest.mark.parametrize("language", list(Language))
def test_axe_finds_nothing(
    app: Flask, served: str, chromium: Browser, people: dict[str, Account], language: Language
) -> None:
    pages = {
        "partner": ("/partner", "/partner?to=2021-01-01"),
        "office": (
            *("/office/people", "/office/cards", "/office/cards?q=nobody", "/office/decisions"),
            *("/office/proposals", "/office/usage", "/office/cards/1", "/office/cards/1/timeline"),
        ),
    }
    for who, paths in pages.items():
        context = chromium.new_context(base_url=served, viewport={"width": 360, "height": 740})
        give_session(app, context, people[who], base_url=served)
        context.add_cookies([{"name": "language", "value": language.value, "url": served}])
        page = context.new_page()
        for path in paths:
            page.goto(path)
            for each in page.locator("details.chart-table > summary").all():
                each.click()
            found = Axe().run(page).response["violations"]
            assert [(path, each["id"], each["nodes"][0]["html"]) for each in found] == []
            root = page.locator("html")
            wide = root.evaluate("each => each.scrollWidth > each.clientWidth")
            assert not wide, path
        context.close()
