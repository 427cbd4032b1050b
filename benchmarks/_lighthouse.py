"""Lets Lighthouse score a page in a browser that already runs, and so holds a bound card."""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

from benchmarks._phone_figures import Scores
from house.environment import PROGRAMS, ROOT
from house.steps import StepError, call, step

FOLDER = ROOT / "benchmarks" / "lighthouse"
INSTALLED = FOLDER / "node_modules" / "installed"
CLI = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices")
FULL = 1
LAST_CHARACTERS = 2000


def install_lighthouse() -> None:
    """Install Lighthouse where only this benchmark sees it, once for each lock file."""
    digest = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if INSTALLED.exists() and INSTALLED.read_text() == digest:
        return
    with step("Lighthouse"):
        npm = (PROGRAMS / "npm", "ci", "--ignore-scripts", "--loglevel=error")
        call(*npm, "--prefix", FOLDER)
        INSTALLED.write_text(digest)


def lighthouse_version() -> str:
    """Answer the version that is installed."""
    package = CLI.parent.parent / "package.json"
    return str(json.loads(package.read_text(encoding="utf-8"))["version"])


def score(url: str, state: str, *, debugging_port: int, report: Path) -> Scores:
    """Open the page as Lighthouse's telephone does (slow 4G, 4 times slower) and score it.

    What the browser keeps stays. Raises StepError when Lighthouse cannot say.
    """
    command = [str(PROGRAMS / "node"), str(CLI), url, f"--port={debugging_port}"]
    command += ["--output=json", f"--output-path={report}", "--disable-storage-reset", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--no-enable-error-reporting"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise StepError(f"Lighthouse failed: {(run.stdout + run.stderr)[-LAST_CHARACTERS:]}")
    said = json.loads(report.read_text(encoding="utf-8"))
    if "runtimeError" in said:
        raise StepError(f"Lighthouse could not load {url}: {said['runtimeError']['message']}")
    return _scores(said, state)


def _scores(said: dict[str, Any], state: str) -> Scores:
    performance, accessibility, practices = (
        round(100 * said["categories"][name]["score"]) for name in CATEGORIES
    )
    value = {name: audit.get("numericValue", 0) for name, audit in said["audits"].items()}
    return Scores(
        state=state,
        performance=performance,
        accessibility=accessibility,
        best_practices=practices,
        first_paint_ms=round(value["first-contentful-paint"]),
        largest_paint_ms=round(value["largest-contentful-paint"]),
        blocked_ms=round(value["total-blocking-time"]),
        shift=round(value["cumulative-layout-shift"], 3),
        missed=tuple(_missed(said)),
    )


def _missed(said: dict[str, Any]) -> list[str]:
    """Answer the audits that cost points."""
    counted = {
        each["id"]
        for name in CATEGORIES
        for each in said["categories"][name]["auditRefs"]
        if each["weight"]
    }
    scores = {name: said["audits"][name]["score"] for name in sorted(counted)}
    return [name for name, got in scores.items() if got is not None and got < FULL]
