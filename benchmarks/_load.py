"""The load: each client keeps one connection open and sends its next request on every answer."""

import gc
import re
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

HOST = "127.0.0.1"
CHUNK = 65_536
SILENCE_S = 30.0
HEAD_END = b"\r\n\r\n"
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class NoAnswerError(RuntimeError):
    """The server closed a connection or fell silent."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What came of one burst: its duration, every latency, every answer as it was received.

    `own_share` is how much of one core the load itself took: near 1 it was the bottleneck.
    """

    seconds: float
    latencies_ms: tuple[float, ...]
    answers: tuple[bytes, ...]
    own_share: float


@dataclass(slots=True)
class _Client:
    connection: socket.socket
    sent_at: float = 0.0
    received: bytes = b""


def drive(port: int, requests: Sequence[bytes], *, clients: int) -> Burst:
    """Send every request once, `clients` of them at a time; raises NoAnswerError."""
    waiting = iter(requests)
    latencies, answers = [], []
    with ExitStack() as closing, _without_collecting():
        selector = closing.enter_context(selectors.DefaultSelector())
        for _ in range(clients):
            connection = closing.enter_context(socket.create_connection((HOST, port)))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(connection, selectors.EVENT_READ, _Client(connection))
        own_start, start = time.process_time(), time.perf_counter()
        busy = sum(_send_next(key.data, waiting) for key in selector.get_map().values())
        while busy:
            ready = selector.select(SILENCE_S)
            if not ready:
                raise NoAnswerError(f"no answer for {SILENCE_S:.0f} s")
            for key, _ in ready:
                client: _Client = key.data
                chunk = client.connection.recv(CHUNK)
                if not chunk:
                    raise NoAnswerError("the server closed a connection")
                client.received += chunk
                if not is_whole(client.received):
                    continue
                latencies.append((time.perf_counter() - client.sent_at) * 1000)
                answers.append(client.received)
                busy -= not _send_next(client, waiting)
        seconds = time.perf_counter() - start
        own = time.process_time() - own_start
    return Burst(seconds, tuple(latencies), tuple(answers), own / seconds)


def is_whole(answer: bytes) -> bool:
    """Answer whether an HTTP/1.1 answer with a Content-Length is there to its end."""
    head_end = answer.find(HEAD_END)
    if head_end < 0:
        return False
    length = LENGTH.search(answer, 0, head_end)
    return length is not None and len(answer) - head_end - len(HEAD_END) >= int(length[1])


def _send_next(client: _Client, waiting: Iterator[bytes]) -> bool:
    request = next(waiting, None)
    if request is None:
        return False
    client.received = b""
    client.sent_at = time.perf_counter()
    client.connection.sendall(request)
    return True


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the garbage collector's pauses out of the latencies."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
