"""Fails when the English catalogue is not complete and exact; with --update it is brought up."""

import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ENGLISH = Path("translations/en/LC_MESSAGES/messages.po")
PYBABEL = str(Path(sys.executable).with_name("pybabel"))
KEYWORDS = ("lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2")


def extract(template: Path) -> None:
    """Writes the texts of the source, as pyproject.toml maps it, to a .pot file."""
    keywords = [word for keyword in KEYWORDS for word in ("--keywords", keyword)]
    options = ["--mapping", "pyproject.toml", "--no-wrap", "--omit-header", "--sort-by-file"]
    command = [PYBABEL, "--quiet", "extract", *options, *keywords, "--output", str(template), "."]
    subprocess.run(command, check=True)


def faults(source: Catalog, translated: Catalog) -> list[str]:
    """What is wrong with a catalogue beside the texts of the source, one line each."""
    found = [
        f"not translated: {message.id!r} ({_place(message)})"
        for message in source
        if message.id and not _is_translated(translated.get(message.id, message.context))
    ]
    for message in translated:
        if not message.id:
            continue
        if message.fuzzy:
            found.append(f"fuzzy: {message.id!r}")
        if source.get(message.id, message.context) is None:
            found.append(f"no longer in the source: {message.id!r}")
        found += [f"{error}: {message.id!r}" for error in message.check(translated)]
    found += [f"obsolete: {message.id!r}" for message in translated.obsolete.values()]
    return found


def update(template: Path) -> None:
    """Merges the texts of the source into the English catalogue; new ones are left empty."""
    if not ENGLISH.exists():
        ENGLISH.parent.mkdir(parents=True)
        new = ["init", "--locale", "en", "--no-wrap"]
    else:
        new = ["update", "--locale", "en", "--no-wrap", "--no-fuzzy-matching", "--ignore-obsolete"]
        new += ["--ignore-pot-creation-date"]  # without a header nothing would compile
    files = ["--input-file", str(template), "--output-file", str(ENGLISH)]
    subprocess.run([PYBABEL, "--quiet", *new, *files], check=True)


def _is_translated(message: Message | None) -> bool:
    if message is None:
        return False
    texts = message.string
    return all(texts) if isinstance(texts, (list, tuple)) else bool(texts)


def _place(message: Message) -> str:
    return ", ".join(f"{path}:{line}" for path, line in message.locations[:2])


def main(arguments: list[str]) -> int:
    """Checks, or updates and then checks."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        extract(template)
        if "--update" in arguments:
            update(template)
        with template.open("rb") as file:
            source = read_po(file)
    translated = Catalog()
    if ENGLISH.exists():
        with ENGLISH.open("rb") as file:
            translated = read_po(file, locale="en")
    found = faults(source, translated)
    print(*found, sep="\n", end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
