"""Installs what running or testing needs; what is already there by its digest is left alone."""

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import sys
import venv
from pathlib import Path

from house.bundles import build_bundles
from house.npm_packages import install_npm_packages
from house.steps import StepError, call, count_lines, step

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / "bin"
PYTHON = PROGRAMS / "python"

RUN_LOCK = "requirements.txt"
TEST_LOCK = "requirements-dev.txt"
QUIET = ("--disable-pip-version-check", "--progress-bar=off")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"))
FONT_PATTERNS = ("**/NotoSansCJK*", "**/NotoSerifCJK*")


def set_up(*, for_tests: bool = False) -> None:
    """Brings the environment up to date; two of these at once wait for each other."""
    here = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(here, fcntl.LOCK_EX)
    try:
        _install_python_packages(TEST_LOCK if for_tests else RUN_LOCK)
        install_npm_packages(ROOT, PROGRAMS / "npm", for_tests=for_tests)
        build_bundles(ROOT, PROGRAMS / "node")
        _compile_catalogues()
        _install_system_packages(for_tests=for_tests)
    finally:
        os.close(here)


def _install_python_packages(lock: str) -> None:
    stamp = VENV / "installed.json"
    place = [str(VENV), sys.version, sys.base_prefix]
    had = json.loads(stamp.read_text()) if stamp.exists() and PYTHON.exists() else {}
    if had.get("place") != place:
        had = {"place": place, "locks": {}}
        with step("virtual environment"):
            own_pip = importlib.util.find_spec("ensurepip") is not None
            venv.EnvBuilder(clear=True, with_pip=own_pip, symlinks=True).create(VENV)
    digests = {
        name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest()
        for name in (RUN_LOCK, TEST_LOCK)
    }
    if had["locks"].get(lock) == digests[lock]:
        return
    pip = [str(PYTHON), "-m", "pip"]
    if not list(VENV.glob("lib/*/site-packages/pip")):
        pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    with step(f"Python packages of {lock}"):
        count_lines("Collecting", [*pip, "install", *QUIET, "--require-hashes", "-r", lock])
    # mypy remembers which packages were missing.
    shutil.rmtree(ROOT / ".mypy_cache", ignore_errors=True)
    # The lock of the tests holds the whole of the other one: house/lock_files.py sees to it.
    covered = digests if lock == TEST_LOCK else {lock: digests[lock]}
    stamp.write_text(json.dumps({**had, "locks": covered}))


def _compile_catalogues() -> None:
    for source in ROOT.glob("translations/*/LC_MESSAGES/messages.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            locale = source.parent.parent.name
            files = ("--input-file", source, "--output-file", compiled, "--locale", locale)
            call(PROGRAMS / "pybabel", "--quiet", "compile", *files)


def _install_system_packages(*, for_tests: bool) -> None:
    missing = []
    if for_tests and "CHROMIUM" not in os.environ and not any(map(shutil.which, CHROMIUM_NAMES)):
        missing.append("chromium")
    if not any(next(f.glob(p), None) for f in FONT_FOLDERS for p in FONT_PATTERNS):
        missing.append("fonts-noto-cjk")
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
        with step(f"system packages: {names}"):
            call("apt-get", "update", "-qq")
            call("apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing)
        return
    advice = f"this machine lacks {names}: sudo apt-get install {names}"
    if for_tests:
        raise StepError(advice)
    print(f"! {advice}", file=sys.stderr)
