"""Every package that is asked for has its line in docs/dependencies.md."""

import json
import re

from house.environment import ROOT

LISTS = ("requirements.in", "requirements-dev.in")


def test_every_package_says_what_it_is_for() -> None:
    asked = [line for name in LISTS for line in (ROOT / name).read_text().splitlines()]
    package = json.loads((ROOT / "package.json").read_text())
    asked += [*package["dependencies"], *package["devDependencies"]]
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs/dependencies.md").read_text(), re.MULTILINE)
    told = {package for row in rows for package in row.split(", ")}
    wanted = {name for name in asked if not name.startswith(("-", "types-"))}
    assert wanted
    assert wanted <= told
