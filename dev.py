#!/usr/bin/env python3
"""Sets the project up, runs it, tests it and checks it, with nothing but Python 3.11 and pip."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …")

from house import first_start
from house.environment import PROGRAMS, PYTHON, ROOT, set_up
from house.steps import StepError, answer, step

NOT_READY = 2
INTERRUPTED = 130
MOST_WORKERS = 4

FULL_OF_DIGESTS = r"^requirements.*\.txt$|package-lock\.json$|^policy/.*\.yaml$"
SECRET_SCAN = ("detect-secrets-hook", "--exclude-files", FULL_OF_DIGESTS)
# Tests are full of keys and passwords that open nothing; real private keys are found there too.
LENIENT = (
    *("--disable-plugin", "KeywordDetector"),
    *("--disable-plugin", "Base64HighEntropyString"),
    *("--disable-plugin", "HexHighEntropyString"),
    *("--disable-plugin", "JwtTokenDetector"),
    *("--disable-plugin", "BasicAuthDetector"),
)


def setup(arguments: Sequence[str]) -> int:
    """Install what running needs, or testing: [--tests]."""
    set_up(for_tests="--tests" in arguments)
    return 0


def run(_: Sequence[str]) -> int:
    """Set up, make the database with sample data, serve on http://localhost:$PORT (8000)."""
    port = int(os.environ.get("PORT", "8000"))
    base_url = os.environ.setdefault("BASE_URL", f"http://localhost:{port}")
    set_up()
    first_start.need_free_port(port)
    first_start.write_secrets()
    first_start.fill_database()
    print(first_start.welcome(base_url), flush=True)
    workers = str(min(os.cpu_count() or 1, MOST_WORKERS))
    server = [str(PROGRAMS / "granian"), "--interface", "wsgi", "--no-ws", "--factory"]
    server += ["--host", "127.0.0.1", "--port", str(port)]
    server += ["--workers", workers, "--blocking-threads", "1"]
    # A worker that is told to end while it still starts would otherwise never end.
    server += ["--workers-kill-timeout", "5"]
    os.execv(server[0], [*server, "app:create_app"])


def test(arguments: Sequence[str]) -> int:
    """Run every test on SQLite and PostgreSQL with a real browser: [options of pytest]."""
    set_up(for_tests=True)
    spread = [] if any(word.startswith(("-n", "--pdb")) for word in arguments) else ["-n", "2"]
    return answer(PYTHON, "-m", "pytest", *spread, *arguments)


def check(_: Sequence[str]) -> int:
    """Look at format, lint, types, layers, secrets, catalogue, lock files, file lengths."""
    set_up(for_tests=True)
    checks = {
        "format": ["ruff", "format", "--check", "--quiet", "."],
        "lint": ["ruff", "check", "--quiet", "."],
        "types": ["mypy", "."],
        "layers": ["lint-imports", "--no-logo"],
        "secrets": [*SECRET_SCAN, *_sources(in_tests=False)],
        "secrets in tests": [*SECRET_SCAN, *LENIENT, *_sources(in_tests=True)],
        "catalogue": ["python", "-m", "house.catalogue"],
        "lock files": ["python", "-m", "house.lock_files"],
        "file lengths": ["python", "-m", "house.file_lengths"],
    }
    failed = []
    for name, (program, *rest) in checks.items():
        with step(name):
            if answer(PROGRAMS / program, *rest):
                failed.append(name)
    print(f"✕ failed: {', '.join(failed)}" if failed else "✓ all checks passed")
    return len(failed)


def bench(arguments: Sequence[str]) -> int:
    """Measure what benchmarks/ holds, or what is named: [name …] [options of that]."""
    set_up(for_tests=True)
    found = sorted(p.stem for p in ROOT.glob("benchmarks/*.py") if not p.stem.startswith("_"))
    names = list(takewhile(lambda word: not word.startswith("-"), arguments))
    options = arguments[len(names) :]
    if unknown := set(names) - set(found):
        raise StepError(f"benchmarks/ holds {', '.join(found)}, not {', '.join(sorted(unknown))}")
    if options and len(names) != 1:
        raise StepError("options need one name before them: throughput --seconds 3")
    return max(answer(PYTHON, "-m", f"benchmarks.{name}", *options) for name in names or found)


def faults(arguments: Sequence[str]) -> int:
    """Kill service and databases in mid-load, count what is lost: [--redemptions N …]."""
    set_up(for_tests=True)
    return answer(PYTHON, "-m", "tests.faults", *arguments)


def messages(_: Sequence[str]) -> int:
    """Bring translations/ up to date with the texts in the source."""
    set_up(for_tests=True)
    return answer(PYTHON, "-m", "house.catalogue", "--update")


def usage(_: Sequence[str]) -> int:
    """Print this list."""
    print("python3 dev.py …")
    for name, command in COMMANDS.items():
        print(f"  {name:9} {command.__doc__}")
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "faults": faults,
    "messages": messages,
    "help": usage,
}


def _sources(*, in_tests: bool) -> list[str]:
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, capture_output=True, text=True, check=True).stdout
    return [
        path
        for path in listed.splitlines()
        if path.startswith("tests/") is in_tests and Path(path).is_file()
    ]


def main(arguments: Sequence[str]) -> int:
    """Runs the named command and answers its exit code."""
    name, *rest = arguments or ["help"]
    os.chdir(ROOT)
    if name not in COMMANDS:
        usage(rest)
        return NOT_READY
    try:
        return COMMANDS[name](rest)
    except StepError as stop:
        print(f"✕ {stop}", file=sys.stderr)
        return NOT_READY
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
