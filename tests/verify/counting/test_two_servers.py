"""Two servers on one database, as on two machines, count as one."""

import json
from collections import Counter
from functools import partial
from urllib.parse import urlsplit
from uuid import uuid4

from tests.bed.server import LiveServer, StartServer
from tests.faults.clients import SCANS, Client
from tests.faults.ledger import Ledger, Request
from tests.faults.plan import CHECKUP, CONTESTANTS, Visit, make_plan
from tests.faults.server import world_of
from tests.verify.counting.at_once import at_once
from tests.verify.scanning.desk_calls import count_rows
from verify.scanning.models import ClientId, QuotaSlot, UsageEntry

TIMES = 16


def request_of(visit: Visit) -> Request:
    """A scan that redeems at once."""
    request_id, card = uuid4(), visit.card
    body = {
        "id": str(request_id),
        "qr": card.digits(),
        "benefit": CHECKUP,
        "document_checked": card.document_checked,
    }
    return Request(request_id, SCANS, json.dumps(body).encode(), card, visit.desk, True)


def client_of(server: LiveServer) -> Client:
    """A client of one of the servers; anything but an answer fails the test."""
    return Client(urlsplit(server.base_url).port or 0, Ledger())


def test_two_servers_grant_one_checkup_and_answer_one_id_once(live_server: StartServer) -> None:
    servers = [live_server(), live_server()]
    world = world_of(servers[0].environment)
    plan = make_plan(world, redemptions=2 * CONTESTANTS)
    clients = [client_of(servers[number % 2]) for number in range(TIMES)]

    contested = [request_of(visit) for visit in plan.visits[:CONTESTANTS]]
    asking = [
        partial(client.send, request)
        for client, request in zip(clients[:CONTESTANTS], contested, strict=True)
    ]
    reasons = Counter(json.loads(answer)["reason"] for answer in at_once(asking))
    assert reasons == {"granted": 1, "already_used": CONTESTANTS - 1}

    repeated = request_of(plan.visits[CONTESTANTS])
    answers = set(at_once([partial(client.send, repeated) for client in clients]))
    assert len(answers) == 1
    assert json.loads(answers.pop())["reason"] == "granted"
    assert count_rows(world, QuotaSlot) == 2
    assert count_rows(world, UsageEntry) == count_rows(world, ClientId) == CONTESTANTS + 1
    for client in clients:
        client.close()
    world.parts.database.engine.dispose()
