"""The pages about partners have no finding of axe, in both languages, light and dark, narrow."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from core.accounts.roles import Role
from core.policy.vocabulary import Language, PartnerKind
from partners.grade_site import GradeEntry, grade_site
from tests.bed.browser import Complaints
from tests.bed.factories import World
from tests.bed.served import give_session
from tests.partners.office.bench import appoint, partner_of

FORMS = (
    "partners/new",
    "partners/1/sites/new",
    "sites/1/grades/new",
    "grades/1/edit",
    "desks/1/edit",
    "partners/1/staff/new",
    "partners/1/devices/new",
)


def findings(page: Page) -> list[str]:
    """Answer what axe finds, one line each."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [(Language.ZH, "light", 360), (Language.EN, "dark", 1280)]
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    app: Flask,
    world: World,
    chromium: Browser,
    complaints: Complaints,
    served: str,
    language: Language,
    scheme: str,
    width: int,
) -> None:
    desk = world.desk(PartnerKind.SCENIC)
    world.device_token(desk)
    account_id = appoint(world, desk)
    with world.parts.database.writing() as session:
        site = session.get_one(type(desk), desk.id).site_id
        for entry in (
            GradeEntry("4A", date(2020, 1, 1)),
            GradeEntry("3A", date(2026, 1, 1), date(2026, 6, 1)),
        ):
            grade_site(session, site, entry=entry, policy=world.parts.policy)
    context = chromium.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
    )
    context.add_cookies([{"name": "language", "value": language, "url": served}])
    give_session(app, context, world.account(Role.ADMIN), base_url=served)
    page = context.new_page()
    paths = ("partners", f"partners/{partner_of(world, desk)}", f"staff/{account_id}", *FORMS)
    for path in paths:
        page.goto(f"{served}/office/{path}")
        assert findings(page) == [], path
        wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wider), path
    complaints.allow("422")
    page.goto(f"{served}/office/partners/new")
    page.locator("main form button").click()
    assert page.locator(".field-error").count() > 2
    assert findings(page) == []
