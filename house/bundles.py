"""Bundles what the phone's pages load: one script for each page, one style sheet for all."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from core.bundles import FOLDER, RECORD, WATCHED, digests, read_bundles, watched_names
from house.steps import call, step

STYLES = "css/phone-all.css"
WORKER = "worker.js"
# The oldest shells that the pages promise to run in.
TARGETS = "chrome109,safari16"


def build_bundles(root: Path, node: Path) -> None:
    """Bring static/built/ of the project at `root` up to date: bundles, and what they are of."""
    static = root / "static"
    if read_bundles(static):
        return
    with step("bundles"), tempfile.TemporaryDirectory() as place:
        report = Path(place, "report.json")
        call(
            *(node, root / "node_modules" / "esbuild" / "bin" / "esbuild"),
            *(static / STYLES, *scripts(static)),
            *("--bundle", "--minify", "--format=esm", f"--target={TARGETS}", "--charset=utf8"),
            *("--external:*.svg", "--legal-comments=inline", "--log-level=warning"),
            *(f"--outdir={static / FOLDER}", "--entry-names=[name]-[hash]"),
            f"--metafile={report}",
        )
        made = json.loads(report.read_text(encoding="utf-8"))["outputs"]
    files = {
        _within(static, each["entryPoint"]): _within(static, name) for name, each in made.items()
    }
    used = {_within(static, name) for each in made.values() for name in each["inputs"]}
    for old in (static / FOLDER).iterdir():
        if old.relative_to(static).as_posix() not in files.values():
            old.unlink()
    record = {"files": files, "sources": digests(static, sorted(used | watched_names(static)))}
    (static / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")


def scripts(static: Path) -> Sequence[Path]:
    """Answer every script of the phone: what a page asks for may be imported elsewhere too."""
    return [path for path in sorted(static.glob(WATCHED)) if path.name != WORKER]


def _within(static: Path, name: str) -> str:
    """Answer a name that esbuild gave, which counts from where it was called."""
    return Path(name).resolve().relative_to(static.resolve()).as_posix()
