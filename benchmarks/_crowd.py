"""The people at the gates: cards on simulated phones, and their scans signed ahead of a burst."""

import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from cardholders.cards.credentials import issue_credential, to_credential
from cardholders.cards.find import find_card
from core.clock import system_clock
from core.credential import es256
from core.credential.digits import write_digits
from core.credential.fields import Credential, Presentation, Proof
from core.credential.issuer_key import SigningKey
from core.credential.phone_key import close_phone_key
from core.credential.tokens import credential_jwt, proof_signing_input
from core.policy.vocabulary import Honour, PartnerKind
from core.web.services import Services
from house.steps import StepError
from tests.bed.factories import World

CARDS = 600
GATES = 64
STAFFED = 8
EVERY_NTH_AT_A_DESK = 10
# A proof counts from 60 s old to 30 s ahead; one burst must fit between.
OLDEST_S = 30
AHEAD_S = 25


@dataclass(slots=True)
class Phone:
    """A bound phone that never shows the same second twice."""

    credential: Credential
    credential_text: str
    private_key: EllipticCurvePrivateKey
    shown_at: int = 0

    def next_digits(self, now: float) -> str:
        """Answer a code that was never shown; raises StepError when all seconds are used up."""
        at = max(self.shown_at + 1, int(now) - OLDEST_S)
        if at > now + AHEAD_S:
            raise StepError("a burst needs more fresh codes than the cards can show")
        self.shown_at = at
        message = proof_signing_input(self.credential_text, at)
        proof = Proof(at, es256.sign(message.encode(), self.private_key))
        return write_digits(Presentation(self.credential, proof))


@dataclass(slots=True)
class Crowd:
    """Phones, and the tokens of the devices that scan them: gates, and staffed desks."""

    phones: list[Phone]
    gates: list[str]
    desks: list[str]
    _turns: Iterator[int] = field(default_factory=itertools.count)

    def scans(self, count: int) -> list[bytes]:
        """Sign and build so many requests: every tenth at a staffed desk, the rest at gates.

        A card meets each gate once before it comes back to the first, so that almost every
        scan at a gate is a new use.
        """
        return [self._scan(next(self._turns)) for _ in range(count)]

    def _scan(self, turn: int) -> bytes:
        lap, position = divmod(turn, len(self.phones))
        staffed = (turn + lap) % EVERY_NTH_AT_A_DESK == 0
        tokens = self.desks if staffed else self.gates
        body = {
            "id": str(uuid4()),
            "qr": self.phones[position].next_digits(time.time()),
        }
        return post("/api/v1/scans", body, token=tokens[(lap + position) % len(tokens)])


def post(path: str, body: object, *, token: str | None = None) -> bytes:
    """Write one HTTP/1.1 request with a JSON body."""
    content = json.dumps(body).encode()
    head = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
    ]
    if token is not None:
        head.append(f"Authorization: Bearer {token}")
    return "\r\n".join([*head, "", ""]).encode() + content


def gather(parts: Services) -> Crowd:
    """Add the cards, gates and desks to a fresh database, through the real use cases."""
    world = World(parts, system_clock)
    signing_key = world.signing_key()
    return Crowd(
        phones=[_phone(world, signing_key) for _ in range(CARDS)],
        gates=[world.device_token(world.desk(PartnerKind.SCENIC)) for _ in range(GATES)],
        desks=[world.device_token(world.desk(PartnerKind.HOSPITAL)) for _ in range(STAFFED)],
    )


def _phone(world: World, signing_key: SigningKey) -> Phone:
    private_key = es256.generate()
    card = world.card(Honour.YINGCAI, mobile=None)
    with world.parts.database.writing() as session:
        record = issue_credential(
            session,
            find_card(session, card.id),
            phone_key=close_phone_key(private_key.public_key()),
            signing_key=signing_key,
            now=world.clock(),
        )
    credential = to_credential(record)
    return Phone(credential, credential_jwt(credential, signing_key.key), private_key)
