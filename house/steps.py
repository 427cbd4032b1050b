"""Runs the steps of a command: says what is being done, how long it took and what stopped it."""

import contextlib
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

LAST_LINES = 15
LINES_A_SIGN_OF_LIFE = 20


class StepError(Exception):
    """A step cannot go on; the message is the one line that says what to do."""


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Prints the name of a step before and its duration in seconds after it."""
    print(f"→ {name}", flush=True)
    start = time.monotonic()
    yield
    print(f"  {time.monotonic() - start:.1f} s", flush=True)


def answer(*command: str | Path) -> int:
    """Runs a command with this terminal and answers its exit code."""
    return subprocess.run([str(word) for word in command], check=False).returncode


def call(*command: str | Path) -> None:
    """Runs a command that must succeed."""
    if answer(*command):
        raise StepError(f"{' '.join(str(word) for word in command)} failed, its words are above")


def count_lines(prefix: str, command: list[str]) -> None:
    """Runs a long command that must succeed, counting aloud the lines that begin with `prefix`."""
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            lines.append(line)
            count = sum(known.startswith(prefix) for known in lines)
            if line.startswith(prefix) and count % LINES_A_SIGN_OF_LIFE == 0:
                print(f"  {count} …", flush=True)
    if process.returncode:
        raise StepError(f"{' '.join(command[:4])} failed:\n{''.join(lines[-LAST_LINES:])}")
