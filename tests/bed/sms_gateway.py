"""An SMS gateway of the tests: a real HTTP server that answers well, badly, late or for ever."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

TOKEN = "a-token-of-the-tests"
ACCEPTED = b'{"status": "accepted"}'
DRIP_S = 0.05


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Gateway:
    """What the gateway got, and how it answers: `answer` is one of this module's functions."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    answer: Callable[["Request"], None] = field(default=lambda request: request.say(200, ACCEPTED))
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/v1/messages"


class Request(BaseHTTPRequestHandler):
    """One request to the gateway."""

    protocol_version = "HTTP/1.1"
    gateway: Gateway

    def do_POST(self) -> None:
        """Keep what came and answer in the gateway's manner."""
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.gateway.received.append(Received(self.path, headers, json.loads(raw)))
        self.close_connection = True
        self.gateway.answer(self)

    def say(self, status: int, body: bytes, **headers: str) -> None:
        """Answer whole."""
        self.begin(status, len(body), **headers)
        self.wfile.write(body)

    def begin(self, status: int, length: int, **headers: str) -> None:
        """Answer up to the body, of which so many bytes are promised."""
        self.send_response(status)
        for name, value in {"Content-Length": str(length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing on the tests' terminal."""


def answering(status: int, body: bytes = ACCEPTED, **headers: str) -> Callable[[Request], None]:
    """A gateway that answers at once."""
    return lambda request: request.say(status, body, **headers)


def cut_off(request: Request) -> None:
    """Hang up in the middle of the answer, after what looks like a whole one."""
    request.begin(200, 10 * len(ACCEPTED))
    request.wfile.write(ACCEPTED)


def hang_up(request: Request) -> None:
    """Hang up without a word, the message taken or not."""


def speak_gibberish(request: Request) -> None:
    """Answer what is no HTTP."""
    request.wfile.write(b"\x00\xff\r\n" * 50)


def stall(request: Request) -> None:
    """Say nothing while anybody waits."""
    request.gateway.closing.wait()


def drip(request: Request) -> None:
    """Answer a byte at a time: no wait is long, and the whole has no end."""
    request.begin(200, 10**6)
    while not request.gateway.closing.wait(DRIP_S):
        request.wfile.write(b" ")


def flood(request: Request) -> None:
    """Answer with more than anybody should keep."""
    request.begin(200, 10**9)
    while not request.gateway.closing.is_set():
        request.wfile.write(b" " * 65536)


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """A client that hung up on a bad answer did right."""


@pytest.fixture
def sms_gateway() -> Iterator[Gateway]:
    """A gateway on a port of this machine; it accepts everything until told otherwise."""
    gateway = Gateway()
    handler = type("RequestOfThis", (Request,), {"gateway": gateway})
    server = _Server(("127.0.0.1", 0), handler)
    gateway.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(DRIP_S,))
    thread.start()
    yield gateway
    gateway.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()
