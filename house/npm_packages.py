"""Installs what package-lock.json names and copies the browser's part of it to static/vendor/."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from house.steps import call, step

SERVED: Mapping[str, Sequence[str]] = {"qr": ("index.js", "decode.js", "LICENSE-MIT")}
"""The files the browser is served from each package, copied to static/vendor/<package>/."""


def install_npm_packages(root: Path, npm: Path, *, for_tests: bool) -> None:
    """Brings node_modules/ and static/vendor/ of the project at `root` up to date.

    Running needs `dependencies` alone, testing also `devDependencies`. What testing installed
    covers running, so that a run between two tests takes nothing away.
    """
    vendor, modules = root / "static" / "vendor", root / "node_modules"
    stamp = modules / "installed.json"
    wanted = hashlib.sha256(repr(SERVED).encode())
    wanted.update((root / "package-lock.json").read_bytes())
    had = json.loads(stamp.read_text()) if stamp.exists() else {}
    targets = [Path(package, name) for package, names in SERVED.items() for name in names]
    if (
        had.get("digest") == wanted.hexdigest()
        and (had["for_tests"] or not for_tests)
        and all((vendor / target).exists() for target in targets)
    ):
        return
    with step("JavaScript modules"):
        scope = () if for_tests else ("--omit=dev",)
        call(npm, "ci", "--ignore-scripts", "--loglevel=error", *scope, "--prefix", root)
        for target in targets:
            (vendor / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(modules / target, vendor / target)
        stamp.write_text(json.dumps({"digest": wanted.hexdigest(), "for_tests": for_tests}))
