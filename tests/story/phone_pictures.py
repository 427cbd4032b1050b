"""Takes the pictures of every page of the phone, in Chinese and English side by side.

python -m pytest tests/story/phone_pictures.py --database=sqlite
"""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect

from tests.story.conftest import PHONE, Town
from tests.story.pictures import PICTURES, link_of, speak

PAGES = (
    *("card", "activate", "bind", "benefits", "venues", "history", "requests"),
    *("me", "devices", "data", "consents"),
)
SHOWN = {"card": "card", "activate": "link", "bind": "ask"}
GAP, GROUND = 24, "#dfe5e2"
COLOURS = 128


def test_pictures(town: Town) -> None:
    PICTURES.mkdir(exist_ok=True)
    page = town.phone_in_use().page
    for name in PAGES:
        sides = [_picture(page, town, name, language) for language in ("zh", "en")]
        _beside(sides).save(PICTURES / f"phone-{name}.png", optimize=True)


def _address(town: Town, name: str) -> str:
    if name == "activate":
        return link_of(town)
    return f"{town.server.base_url}/phone" + ("" if name == "card" else f"/{name}")


def _picture(page: Page, town: Town, name: str, language: str) -> Image.Image:
    speak(page, town, language)
    page.goto("about:blank")  # a link that differs after its # alone would not load anew
    page.goto(_address(town, name))
    expect(page.locator("html")).to_have_attribute("lang", "en" if language == "en" else "zh-CN")
    expect(page.locator(f"body[data-shown={SHOWN.get(name, 'page')}]")).to_be_attached()
    page.wait_for_load_state("networkidle")
    return Image.open(BytesIO(page.screenshot(animations="disabled"))).convert("RGB")


def _beside(pictures: list[Image.Image]) -> Image.Image:
    scale = pictures[0].width // PHONE["width"]
    width = sum(each.width for each in pictures) + GAP * scale
    sheet = Image.new("RGB", (width, pictures[0].height), GROUND)
    left = 0
    for each in pictures:
        sheet.paste(each, (left, 0))
        left += each.width + GAP * scale
    return sheet.quantize(COLOURS)
