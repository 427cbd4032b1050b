"""The picture and the page of the architecture show the house as it stands."""

from house.architecture import LAYERS, PICTURE, arrows, draw, parts_of
from house.environment import ROOT


def test_the_picture_shows_the_packages_and_imports_of_today() -> None:
    assert (ROOT / PICTURE).read_text(encoding="utf-8") == draw(), (
        "the house has changed: python -m house.architecture"
    )


def test_an_arrow_only_ever_points_down() -> None:
    height = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    assert all(height[importer] < height[imported] for importer, imported in arrows())


def test_the_page_has_a_line_for_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = [name for layer in LAYERS for name in layer if not name.endswith(".py")]
    rooms = {f"{package}/{part}" for package in packages for part in parts_of(package)}
    listed = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert listed == rooms
