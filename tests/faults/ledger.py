"""What the clients know: every request they sent, and every answer they ever got to it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from tests.faults.plan import ContestedCard, DeskAtWork

ANSWERED_WITHIN_S = 180


@dataclass(slots=True)
class Request:
    """One request: it keeps its id and its body, however often it is sent."""

    id: UUID
    path: str
    body: bytes
    card: ContestedCard
    desk: DeskAtWork
    asks_for_use: bool
    answers: list[bytes] = field(default_factory=list)


class Ledger:
    """Counts answers and failures of all clients, and lets one wait for them."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answered = 0
        self.cut = 0
        self.unavailable = 0
        self.over = False
        self.hopeless = False
        self._changed = threading.Condition()
        self._serving = threading.Event()
        self._serving.set()

    def begin(self, request: Request) -> Request:
        """Note a request before it is sent for the first time."""
        with self._changed:
            self.requests.append(request)
        return request

    def keep(self, request: Request, answer: bytes) -> None:
        """Keep an answer."""
        with self._changed:
            request.answers.append(answer)
            self.answered += 1
            self._changed.notify_all()

    def note_cut(self) -> None:
        """Count a try that ended without any answer."""
        with self._changed:
            self.cut += 1
            self._changed.notify_all()

    def note_unavailable(self) -> None:
        """Count a try that was told to come again."""
        with self._changed:
            self.unavailable += 1
            self._changed.notify_all()

    def finish(self) -> None:
        """Note that no client sends any more."""
        with self._changed:
            self.over = True
            self._changed.notify_all()

    def wait_until(self, reached: Callable[[], bool]) -> bool:
        """Wait until it is so; False when the clients ended before."""
        with self._changed:
            self._changed.wait_for(lambda: reached() or self.over)
            return not self.over

    def give_up(self) -> None:
        """Let every client end at its next try without an answer."""
        self.hopeless = True
        self._serving.set()

    def close(self) -> None:
        """From now on a client that got no answer waits before it sends again."""
        self._serving.clear()

    def open(self) -> None:
        """Let the waiting clients send again."""
        self._serving.set()

    def wait_until_open(self) -> None:
        """Wait, as a client that got no answer does."""
        assert self._serving.wait(ANSWERED_WITHIN_S), "the service did not come back"
        assert not self.hopeless, "the service could not be started again"
