"""Acts that begin together, each in a thread of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Answered = TypeVar("Answered")


def at_once(acts: Sequence[Callable[[], Answered]]) -> list[Answered]:
    """Run the acts together and answer what each came to, in their order."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Answered]) -> Answered:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
