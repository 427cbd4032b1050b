"""Fails when a lock file tells where packages came from, lacks a hash, or contradicts the other."""

import json
import re
import sys
from pathlib import Path

REQUIREMENT = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
PLACE = re.compile(r"\w+://|--(?:extra-)?index-url|--find-links|--trusted-host")


def pins(lock: str) -> set[tuple[str, str]]:
    """The (name, version) pairs of a requirements file's text."""
    return {(match[1], match[2]) for match in REQUIREMENT.finditer(lock)}


def faults(run_lock: str, test_lock: str, npm_lock: str) -> list[str]:
    """What is wrong with the texts of the three lock files, one line each."""
    found = []
    packages = json.loads(npm_lock)["packages"]
    # Where its maker asks for gifts is not where a package came from.
    npm_lock = json.dumps([{**package, "funding": None} for package in packages.values()])
    named = {
        "requirements.txt": run_lock,
        "requirements-dev.txt": test_lock,
        "package-lock.json": npm_lock,
    }
    for name, text in named.items():
        found += [f"{name}: names a place: {match[0]}" for match in PLACE.finditer(text)]
    for missing in sorted(pins(run_lock) - pins(test_lock)):
        found.append(f"requirements-dev.txt: lacks {'=='.join(missing)} of requirements.txt")
    for name, package in packages.items():
        if name and "integrity" not in package:
            found.append(f"package-lock.json: {name} has no integrity hash")
    return found


def main() -> int:
    """Reads the lock files of the project, and that of the one benchmark that has its own."""
    names = ("requirements.txt", "requirements-dev.txt", "package-lock.json")
    run, test, npm = (Path(name).read_text(encoding="utf-8") for name in names)
    lighthouse = Path("benchmarks", "lighthouse", names[-1]).read_text(encoding="utf-8")
    found = [*faults(run, test, npm), *faults(run, test, lighthouse)]
    print(*found, sep="\n", end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
