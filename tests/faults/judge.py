"""The judgement afterwards: what the clients were told beside what the database holds."""

import json
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from core.database.engine import Database
from tests.faults.ledger import Request
from tests.faults.plan import CHECKUP, Plan
from verify.scanning.models import ClientId, QuotaSlot, UsageEntry
from verify.scanning.reasons import Outcome

GRANTED = "granted"
USED = "already_used"


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much went wrong; all are 0 when every use was counted once and for good.

    `lost`: answers without their one line in the log, grants without their slot, cards that
    nobody redeemed. `doubled`: grants of a card beyond its first, whoever counts them.
    `changed`: requests that were ever answered otherwise than at first. `unasked`: lines and ids
    in the database that no client sent. `strange`: a use neither granted nor used already.
    """

    lost: int
    doubled: int
    changed: int
    unasked: int
    strange: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not any((self.lost, self.doubled, self.changed, self.unasked, self.strange))


@dataclass(frozen=True, slots=True)
class _Held:
    """What the database holds."""

    lines: Counter[tuple[int, UUID, str]]
    ids: Counter[tuple[int, UUID]]
    slots: Counter[UUID]
    slot_of: Counter[tuple[int, UUID]]
    grants: Counter[UUID | None]


def judge(database: Database, plan: Plan, requests: list[Request]) -> Judgement:
    """Compare every answer that clients hold with the log, the ids and the slots."""
    held = _read(database)
    told = {request.id: json.loads(request.answers[0]) for request in requests}
    granted = {
        request.id
        for request in requests
        if request.asks_for_use and told[request.id]["reason"] == GRANTED
    }
    granted_of = Counter(each.card.subject_key for each in requests if each.id in granted)
    lost = doubled = 0
    for request in requests:
        answer, where = told[request.id], (request.desk.desk_id, request.id)
        is_logged = held.lines[*where, answer["reason"]] == 1 and held.ids[where] == 1
        has_slot = request.id not in granted or held.slot_of[where] == 1
        lost += not (is_logged and has_slot)
    for card in plan.cards:
        key = card.subject_key
        most = max(granted_of[key], held.grants[key], held.slots[key])
        lost += min(granted_of[key], held.grants[key], held.slots[key]) == 0
        doubled += max(most - 1, 0)
    sent = {(each.desk.desk_id, each.id) for each in requests}
    return Judgement(
        lost=lost,
        doubled=doubled,
        changed=sum(len(set(request.answers)) > 1 for request in requests),
        unasked=sum(
            count - (where in sent)
            for where, count in (Counter(line[:2] for line in held.lines.elements())).items()
        )
        + sum(where not in sent for where in held.ids),
        strange=sum(
            told[each.id]["reason"] not in {GRANTED, USED, "stale"}
            for each in requests
            if each.asks_for_use
        ),
    )


def _read(database: Database) -> _Held:
    with database.reading() as session:
        lines = session.execute(
            select(
                UsageEntry.desk_id,
                UsageEntry.client_id,
                UsageEntry.reason,
                UsageEntry.outcome,
                UsageEntry.benefit,
                UsageEntry.subject_key,
            )
        ).all()
        slots = session.execute(
            select(QuotaSlot.desk_id, QuotaSlot.redemption_id, QuotaSlot.subject_key).where(
                QuotaSlot.benefit == CHECKUP
            )
        ).all()
        ids = session.execute(select(ClientId.desk_id, ClientId.client_id)).all()
    return _Held(
        lines=Counter((line.desk_id, line.client_id, line.reason.value) for line in lines),
        ids=Counter((each.desk_id, each.client_id) for each in ids),
        slots=Counter(slot.subject_key for slot in slots),
        slot_of=Counter((slot.desk_id, slot.redemption_id) for slot in slots),
        grants=Counter(
            line.subject_key
            for line in lines
            if line.outcome is Outcome.GRANTED and line.benefit == CHECKUP
        ),
    )
