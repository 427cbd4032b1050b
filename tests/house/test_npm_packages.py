"""Running installs no package of the tests; testing after it adds them; nothing is done twice."""

from pathlib import Path

import pytest

from house.npm_packages import install_npm_packages

# It writes down what it was asked, and leaves what the real one would leave.
NPM = """#!/bin/sh
cd "$(dirname "$0")"
echo "$*" >> asked
rm -rf node_modules
mkdir -p node_modules/qr
touch node_modules/qr/index.js node_modules/qr/decode.js node_modules/qr/LICENSE-MIT
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a lock file and an npm of its own."""
    (tmp_path / "package-lock.json").write_text("{}")
    npm = tmp_path / "npm"
    npm.write_text(NPM)
    npm.chmod(0o755)
    return tmp_path


def set_up(project: Path, *, for_tests: bool) -> str:
    """Set up and answer what npm was asked for the last time, or nothing."""
    asked = project / "asked"
    asked.write_text("")
    install_npm_packages(project, project / "npm", for_tests=for_tests)
    return asked.read_text()


def test_running_leaves_the_packages_of_the_tests_out(project: Path) -> None:
    assert "--omit=dev" in set_up(project, for_tests=False)
    assert set_up(project, for_tests=False) == ""


def test_testing_after_a_run_adds_them_and_a_run_after_it_keeps_them(project: Path) -> None:
    set_up(project, for_tests=False)
    asked = set_up(project, for_tests=True)
    assert asked.startswith("ci")
    assert "--omit" not in asked
    assert set_up(project, for_tests=False) == ""
    assert set_up(project, for_tests=True) == ""


def test_another_lock_file_or_a_lost_module_is_installed_anew(project: Path) -> None:
    set_up(project, for_tests=True)
    (project / "package-lock.json").write_text('{"packages": {}}')
    assert set_up(project, for_tests=True) != ""
    (project / "static" / "vendor" / "qr" / "decode.js").unlink()
    assert set_up(project, for_tests=True) != ""
