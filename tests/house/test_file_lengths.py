"""A Python file is short and says what it is for."""

from pathlib import Path

import pytest

from house.file_lengths import MOST_LINES, faults


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", None),
        ('"""What it is for."""\n', None),
        ("x = 1\n", "does not begin with a sentence"),
        ('"""Long."""\n' + "x = 1\n" * MOST_LINES, f"{MOST_LINES + 1} lines"),
    ],
)
def test_a_file_is_judged(text: str, words: str | None, tmp_path: Path) -> None:
    path = tmp_path / "file.py"
    path.write_text(text)
    found = faults(path)
    assert len(found) == (words is not None)
    assert all(words is not None and words in fault for fault in found)
