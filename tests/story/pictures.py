"""Takes the README's pictures with the test browser, from the sample data's own screens.

python -m pytest tests/story/pictures.py --database=sqlite
"""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from house.environment import ROOT
from tests.cardholders.phone.phone_page import PhonePage
from tests.cardholders.plastic.cards import opened
from tests.story.conftest import Town
from tests.verify.desk.desk_page import DeskPage

GAP = 36
PICTURES = ROOT / "docs" / "pictures"


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


def speak(page: Page, town: Town, language: str) -> None:
    """Turn the window to a language."""
    cookie = {"name": "language", "value": language, "url": town.server.base_url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # a SetCookieParam


def show_at_desk(phone: PhonePage, desk: DeskPage) -> None:
    """Scan the phone's code as a keyboard-mode scanner would."""
    desk.wedge(phone.read_code())
    expect(desk.screen).to_have_attribute("data-look", re.compile("choose|granted"))


def keep_printed(office: Page) -> None:
    """Keep a picture of what a card is printed as: both sides, and the picture for a phone."""
    with opened(_download(office, "实体卡PDF").read_bytes()) as pdf:
        sides = [page.render(scale=3).to_pil() for page in pdf]
    width, height = sides[0].size
    album: Image.Image = Image.open(_download(office, "手机相册图片"))
    album = album.resize((album.width * (2 * height + GAP) // album.height, 2 * height + GAP))
    sheet = Image.new("RGB", (width + GAP + album.width, album.height), "#dfe5e2")
    sheet.paste(sides[0], (0, 0))
    sheet.paste(sides[1], (0, height + GAP))
    sheet.paste(album, (width + GAP, 0))
    sheet.quantize(128).save(PICTURES / "plastic.png", optimize=True)


def _download(office: Page, words: str) -> Path:
    with office.expect_download() as waiting:
        office.get_by_role("button", name=words).click()
    return waiting.value.path()


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
    keep_printed(office)
    office.goto(f"{town.server.base_url}/office/cards/4/timeline")
    take(office, "office-timeline")
    office.goto(f"{town.server.base_url}/office/partners")
    take(office, "office-partners")
    speak(office, town, "en")
    office.goto(f"{town.server.base_url}/office/usage")
    take(office, "office-usage-en")
