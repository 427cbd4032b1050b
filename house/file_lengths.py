"""Fails when a Python file is too long to hold in mind, or does not say what it is for."""

import ast
import subprocess
import sys
from pathlib import Path

MOST_LINES = 300
# One migration is one step; splitting it would hide in which order its tables are made.
ANY_LENGTH = Path("migrations", "versions")


def faults(path: Path) -> list[str]:
    """What is wrong with the file, one line each; an empty file is in order."""
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    found = []
    if lines > MOST_LINES and path.parent != ANY_LENGTH:
        found.append(f"{path}: {lines} lines, the most are {MOST_LINES}")
    if text and not ast.get_docstring(ast.parse(text)):
        found.append(f"{path}: does not begin with a sentence that says what it is for")
    return found


def main() -> int:
    """Looks at every Python file that git knows or could know."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    listed = subprocess.run(listing, capture_output=True, text=True, check=True).stdout
    paths = [Path(line) for line in listed.splitlines()]
    found = [fault for path in paths if path.is_file() for fault in faults(path)]
    print(*found, sep="\n", end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
