"""Which files of static/ set-up has bundled, while the bundles still are what their sources say."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

FOLDER = "built"
RECORD = f"{FOLDER}/built.json"
WATCHED = "js/phone/*.js"


def read_bundles(static: Path) -> Mapping[str, str]:
    """Answer the bundle of each file that has one, names within the folder of static files.

    None at all when any source has changed since: then the sources themselves are served.
    """
    try:
        record = json.loads((static / RECORD).read_text(encoding="utf-8"))
        sources: Mapping[str, str] = record["sources"]
        files: Mapping[str, str] = record["files"]
        fresh = watched_names(static) <= set(sources) and sources == digests(static, sources)
    except FileNotFoundError:
        return {}
    return files if fresh and all((static / each).exists() for each in files.values()) else {}


def watched_names(static: Path) -> set[str]:
    """Answer the scripts of the phone; a new one among them makes every bundle old."""
    return {path.relative_to(static).as_posix() for path in static.glob(WATCHED)}


def digests(static: Path, names: Iterable[str]) -> dict[str, str]:
    """Answer the digest of each file; raises FileNotFoundError."""
    return {name: hashlib.sha256((static / name).read_bytes()).hexdigest() for name in names}
