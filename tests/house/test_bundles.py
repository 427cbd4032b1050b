"""Bundles are served as long as they are what their sources say, and no longer."""

from pathlib import Path

import pytest

from core.bundles import read_bundles
from house.bundles import build_bundles
from house.environment import PROGRAMS, ROOT

SOURCES = {
    "css/phone-all.css": '@import "./parts.css";',
    "css/parts.css": "p { color: red }",
    "js/phone/card.js": 'import { said } from "./words.js"; document.title = said;',
    "js/phone/words.js": 'export const said = "card";',
    "js/phone/worker.js": "self.skipWaiting();",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a page of two scripts and a style sheet of two parts."""
    for name, text in SOURCES.items():
        file = tmp_path / "static" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def test_a_page_gets_one_script_and_one_sheet(project: Path) -> None:
    static = project / "static"
    assert read_bundles(static) == {}
    build_bundles(project, PROGRAMS / "node")
    bundles = read_bundles(static)
    assert "js/phone/worker.js" not in bundles
    script = (static / bundles["js/phone/card.js"]).read_text(encoding="utf-8")
    assert '"card"' in script
    assert "import" not in script
    assert "red" in (static / bundles["css/phone-all.css"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["js/phone/words.js", "css/parts.css", "js/phone/new.js"])
def test_a_changed_or_new_source_makes_all_bundles_old(project: Path, name: str) -> None:
    static = project / "static"
    build_bundles(project, PROGRAMS / "node")
    assert read_bundles(static)
    (static / name).write_text("/* other */", encoding="utf-8")
    assert read_bundles(static) == {}


def test_bundles_made_anew_take_the_place_of_the_old(project: Path) -> None:
    static = project / "static"
    build_bundles(project, PROGRAMS / "node")
    before = read_bundles(static)["js/phone/card.js"]
    (static / "js/phone/words.js").write_text('export const said = "other";', encoding="utf-8")
    build_bundles(project, PROGRAMS / "node")
    assert read_bundles(static)["js/phone/card.js"] != before
    assert not (static / before).exists()
