"""Desks' clients: each sends over a connection of its own, the same again until it is answered."""

import http.client
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any, TypeVar
from uuid import UUID, uuid4

from tests.faults.ledger import ANSWERED_WITHIN_S, Ledger, Request
from tests.faults.plan import CHECKUP, Visit

SCANS = "/api/v1/scans"
REDEMPTIONS = "/api/v1/redemptions"
STALE = "stale"
UNAVAILABLE = "unavailable"

Job = TypeVar("Job")


class Client:
    """One client. It keeps its connection open and opens another when it is cut."""

    def __init__(self, port: int, ledger: Ledger) -> None:
        self._ledger = ledger
        self._connection = http.client.HTTPConnection("localhost", port, timeout=ANSWERED_WITHIN_S)

    def visit(self, visit: Visit) -> None:
        """Redeem the check-up, with the scan or after it.

        A code that grew too old while the service was away is shown and scanned anew.
        """
        while self._try(visit)["reason"] == STALE:
            pass

    def send(self, request: Request) -> bytes:
        """Send a request until it is answered, and keep the answer.

        Any answer but 200 and a 503 that says so plainly ends the run: it is a defect.
        """
        while True:
            status, answer = self._send_once(request)
            match status:
                case HTTPStatus.OK:
                    self._ledger.keep(request, answer)
                    return answer
                case HTTPStatus.SERVICE_UNAVAILABLE:
                    assert json.loads(answer)["code"] == UNAVAILABLE
                    self._ledger.note_unavailable()
                case None:
                    self._ledger.note_cut()
                case _:
                    raise AssertionError(f"answered {status}: {answer.decode(errors='replace')}")
            self._ledger.wait_until_open()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _try(self, visit: Visit) -> dict[str, Any]:
        scan: dict[str, Any] = {"id": str(uuid4()), "qr": visit.card.digits()}
        if visit.card.document_checked:
            scan["document_checked"] = True
        if visit.at_once:
            return self._ask(visit, SCANS, {**scan, "benefit": CHECKUP})
        seen = self._ask(visit, SCANS, scan)
        if seen["outcome"] == "refused":
            return seen
        redemption = {"id": str(uuid4()), "scan": scan["id"], "benefit": CHECKUP}
        return self._ask(visit, REDEMPTIONS, redemption)

    def _ask(self, visit: Visit, path: str, body: dict[str, Any]) -> dict[str, Any]:
        request = Request(
            id=UUID(body["id"]),
            path=path,
            body=json.dumps(body).encode(),
            card=visit.card,
            desk=visit.desk,
            asks_for_use="benefit" in body,
        )
        answer: dict[str, Any] = json.loads(self.send(self._ledger.begin(request)))
        return answer

    def _send_once(self, request: Request) -> tuple[int | None, bytes]:
        headers = {
            "Authorization": f"Bearer {request.desk.token}",
            "Content-Type": "application/json",
        }
        try:
            self._connection.request("POST", request.path, request.body, headers)
            response = self._connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return None, b""


def all_at_once(
    jobs: Iterable[Job],
    act: Callable[[Client, Job], object],
    *,
    clients: int,
    port: int,
    ledger: Ledger,
) -> None:
    """Let so many clients do the jobs, each drawing the next when it has done its last."""
    waiting = iter(jobs)
    turn = threading.Lock()

    def draw() -> Iterator[Job]:
        while True:
            with turn:
                job = next(waiting, None)
            if job is None:
                return
            yield job

    def work() -> None:
        client = Client(port, ledger)
        try:
            for job in draw():
                act(client, job)
        finally:
            client.close()

    with ThreadPoolExecutor(clients) as pool:
        for future in [pool.submit(work) for _ in range(clients)]:
            future.result()
