"""Draws docs/pictures/house.svg: the packages, their parts and who imports whom, as they stand."""

import sys
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

import grimp

from house.environment import ROOT

PICTURE = Path("docs", "pictures", "house.svg")
LAYERS = (("app.py",), ("verify",), ("cardholders", "partners"), ("core",))
"""From above to below, as the import contract in pyproject.toml has them."""
SAYS = {
    "app.py": "the only file that knows every package",
    "verify": "where holder and partner meet",
    "cardholders": "the issuer's side",
    "partners": "the relying parties' side",
    "core": "the kernel",
}

WIDTH, MARGIN, GAP = 960, 24, 56
HEAD, PAD = 54, 16
CHIP, CHIP_GAP, LETTER = 34, 10, 8.4
INK, MUTED, LINE, GROUND, SURFACE, SOFT = (
    *("#14211c", "#55655e", "#7d8b85"),
    *("#f5f7f6", "#ffffff", "#e8f0ed"),
)
FONT = "ui-sans-serif, system-ui, sans-serif"


Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height."""


def parts_of(package: str) -> list[str]:
    """Answer a package's sub-packages, by name."""
    return sorted(path.parent.name for path in (ROOT / package).glob("*/__init__.py"))


def arrows() -> set[tuple[str, str]]:
    """Answer which package imports which, from the source; of app.py, that all are below it."""
    packages = [name for layer in LAYERS for name in layer if not name.endswith(".py")]
    graph = grimp.build_graph(*packages)
    found = {
        (importer.split(".")[0], imported.split(".")[0])
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    }
    return {("app.py", packages[0])} | {(a, b) for a, b in found if a != b}


def draw() -> str:
    """Answer the picture as SVG."""
    svg = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
    ET.SubElement(svg, "title").text = "The packages of the house and who imports whom"
    ground = _add(svg, "rect", rx=16, fill=GROUND)
    marker = ET.SubElement(ET.SubElement(svg, "defs"), "marker", id="tip", orient="auto")
    for name, value in (("viewBox", "0 0 8 8"), ("refX", "7"), ("refY", "4")):
        marker.set(name, value)
    _add(marker, "path", d="M0 0 8 4 0 8z", fill=LINE)
    lines = ET.SubElement(svg, "g")
    boxes: dict[str, Box] = {}
    top = float(MARGIN)
    for layer in LAYERS:
        width = (WIDTH - 2 * MARGIN - (len(layer) - 1) * GAP) / len(layer)
        rows = {name: _rows(parts_of(name), width) for name in layer}
        height = max(_height(each) for each in rows.values())
        for number, name in enumerate(layer):
            left = MARGIN + number * (width + GAP)
            boxes[name] = (left, top, width, height)
            _box(svg, name, rows[name], boxes[name])
        top += height + GAP
    height = top - GAP + MARGIN
    svg.set("viewBox", f"0 0 {WIDTH} {height:g}")
    ground.set("width", str(WIDTH))
    ground.set("height", f"{height:g}")
    for importer, imported in sorted(arrows()):
        _arrow(lines, boxes[importer], boxes[imported])
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


def _rows(parts: list[str], width: float) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    for part in parts:
        taken = sum(_chip_width(each) + CHIP_GAP for each in rows[-1])
        if rows[-1] and taken + _chip_width(part) > width - 2 * PAD:
            rows.append([])
        rows[-1].append(part)
    return [row for row in rows if row]


def _height(rows: list[list[str]]) -> float:
    return HEAD + len(rows) * (CHIP + CHIP_GAP) + (PAD - CHIP_GAP if rows else 0)


def _chip_width(word: str) -> float:
    return len(word) * LETTER + 2 * PAD


def _box(svg: ET.Element, name: str, rows: list[list[str]], box: Box) -> None:
    left, top, width, height = box
    _add(svg, "rect", x=left, y=top, width=width, height=height, rx=12, fill=SURFACE, stroke=LINE)
    _write(svg, name, left + PAD, top + 33, size=19, fill=INK, weight="600")
    beside = left + PAD + (len(name) + 1) * 11.5
    _write(svg, SAYS[name], beside, top + 33, size=15, fill=MUTED)
    for number, row in enumerate(rows):
        at, line = left + PAD, top + HEAD + number * (CHIP + CHIP_GAP)
        for part in row:
            wide = _chip_width(part)
            _add(svg, "rect", x=at, y=line, width=wide, height=CHIP, rx=CHIP / 2, fill=SOFT)
            chip = _write(svg, part, at + wide / 2, line + 22, size=15, fill=INK)
            chip.set("text-anchor", "middle")
            at += wide + CHIP_GAP


def _arrow(lines: ET.Element, upper: Box, lower: Box) -> None:
    """Draw from the upper box's lower edge to the lower one's upper edge."""
    passes_by = lower[1] - (upper[1] + upper[3]) > GAP
    shared_left, shared_right = (
        max(upper[0], lower[0]),
        min(upper[0] + upper[2], lower[0] + lower[2]),
    )
    middle = (shared_left + shared_right) / 2
    if passes_by:  # through the gap between the two sides
        middle = WIDTH / 2
    _add(
        lines,
        "line",
        x1=middle,
        y1=upper[1] + upper[3],
        x2=middle,
        y2=lower[1] - 2,
        stroke=LINE,
        **{"stroke-width": 2, "marker-end": "url(#tip)"},
    )


def _write(
    svg: ET.Element, words: str, x: float, y: float, *, size: int, fill: str, weight: str = "400"
) -> ET.Element:
    attributes = {"font-family": FONT, "font-size": size, "font-weight": weight, "fill": fill}
    text = _add(svg, "text", x=x, y=y, **attributes)
    text.text = words
    return text


def _add(parent: ET.Element, tag: str, **attributes: object) -> ET.Element:
    words = {
        name: f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in attributes.items()
    }
    return ET.SubElement(parent, tag, words)


def main() -> int:
    """Write the picture."""
    (ROOT / PICTURE).write_text(draw(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
