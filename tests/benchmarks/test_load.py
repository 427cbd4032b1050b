"""The load waits for whole answers and sends every request once."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from benchmarks._crowd import post
from benchmarks._load import drive, is_whole
from benchmarks.throughput import count_outcomes
from house.steps import StepError

ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX: y\r\n\r\n{"a"'


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers what it was sent; /refused is answered 403."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(403 if self.path == "/refused" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("end", range(len(ANSWER)))
def test_an_answer_that_is_cut_off_is_not_whole(end: int) -> None:
    assert not is_whole(ANSWER[:end])
    assert is_whole(ANSWER)


@pytest.mark.parametrize("clients", [1, 3, 50])
def test_every_request_is_sent_once_and_answered(port: int, clients: int) -> None:
    requests = [post("/", {"outcome": f"turn {n}"}) for n in range(40)]
    burst = drive(port, requests, clients=clients)
    assert len(burst.latencies_ms) == 40
    assert count_outcomes(burst) == {f"turn {n}": 1 for n in range(40)}


def test_an_answer_other_than_200_stops_the_measurement(port: int) -> None:
    burst = drive(port, [post("/refused", {})], clients=1)
    with pytest.raises(StepError, match="403"):
        count_outcomes(burst)
