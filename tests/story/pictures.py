"""Takes the README's pictures with the test browser, from the sample data's own screens.

python -m pytest tests/story/pictures.py --database=sqlite
"""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from house.environment import ROOT
from tests.cardholders.phone.phone_page import PhonePage
from tests.story.conftest import Town
from tests.verify.desk.desk_page import DeskPage

PICTURES = ROOT / "docs" / "pictures"
ENGLISH = {"name": "language", "value": "en"}


def take(page: Page, name: str) -> None:
    """Keep a picture of what a window shows."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def link_of(town: Town) -> str:
    """Answer an activation link of the sample that nobody has used."""
    links = [card["activation_url"] for card in town.sample["cards"] if card["activation_url"]]
    return str(links[-2])


def printed_of(town: Town, state: str) -> str:
    """Answer the printed code of a card in a state."""
    cards = [card for card in town.sample["cards"] if card["state"] == state]
    return str(next(card["printed_qr"] for card in cards if card["printed_qr"]))


def speak_english(page: Page, town: Town) -> None:
    """Turn the window to English."""
    page.context.add_cookies([{**ENGLISH, "url": town.server.base_url}])  # type: ignore[typeddict-item]


def show_at_desk(phone: PhonePage, desk: DeskPage) -> None:
    """Scan the phone's code as a keyboard-mode scanner would."""
    desk.wedge(phone.read_code())
    expect(desk.screen).to_have_attribute("data-look", re.compile("choose|granted"))


def test_pictures(town: Town) -> None:
    Path(PICTURES).mkdir(exist_ok=True)
    phone = town.phone()
    phone.activate(link_of(town))
    take(phone.page, "phone")

    desk = town.desk("hospital_operator")
    show_at_desk(phone, desk)
    desk.button("专家诊疗").first.click()
    expect(desk.screen).to_have_attribute("data-look", "granted")
    take(desk.page, "desk")
    desk.wedge(printed_of(town, "revoked"))
    expect(desk.screen).to_have_attribute("data-look", "stopped")
    take(desk.page, "desk-stopped")

    gate = town.desk("scenic_operator")
    phone.page.reload()
    phone.wait_for_code()
    shown = phone.shown_at
    phone.page.locator(".code-panel [data-refresh]").tap()
    phone.wait_for_another(shown)
    show_at_desk(phone, gate)
    take(gate.page, "gate")

    house = town.desk("apartment_operator")
    house.page.goto(f"{town.server.base_url}/desk/stays")
    take(house.page, "desk-stays")

    office = town.officer()
    office.goto(f"{town.server.base_url}/office")
    take(office, "office")
    office.goto(f"{town.server.base_url}/office/cards/4")
    take(office, "office-card")
    office.goto(f"{town.server.base_url}/office/cards/4/timeline")
    take(office, "office-timeline")
    office.goto(f"{town.server.base_url}/office/partners")
    take(office, "office-partners")
    speak_english(office, town)
    office.goto(f"{town.server.base_url}/office/usage")
    take(office, "office-usage-en")
