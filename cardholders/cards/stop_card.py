"""Stop a card on one of the policy's grounds, alone or with a second person."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from cardholders.cards.credentials import end_credentials
from cardholders.cards.events import record_event
from cardholders.cards.find import find_card
from cardholders.cards.models import Card, CardEvent, CardEventKind, CardState
from core.approvals.models import Act, Proposal
from core.approvals.propose import propose
from core.clock import shanghai_date
from core.errors import Conflict, InvalidInput
from core.policy.ground import Ground
from core.policy.model import Policy
from core.policy.vocabulary import Effect

_STOPPING = frozenset({CardEventKind.WARNED, CardEventKind.SUSPENDED, CardEventKind.REVOKED})


@dataclass(frozen=True, slots=True)
class Stop:
    """What is to be done to a card: a ground's code, the document it rests on, a note."""

    ground: str
    document_number: str = ""
    note: str = ""


def stop_card(
    session: Session, card_id: int, *, stop: Stop, policy: Policy, by: int, now: datetime
) -> Proposal | None:
    """Stop the card now (None), or answer the proposal that a second person has to approve.

    Raises InvalidInput without the document number that the ground asks for, Conflict for a
    card that is revoked already.
    """
    card = find_card(session, card_id)
    ground = policy.ground(stop.ground)
    _require_stoppable(card, ground, stop)
    if not needs_second_person(session, card, ground):
        carry_out_stop(session, card, stop=stop, policy=policy, by=by, now=now)
        return None
    proposal = propose(
        session,
        Act.STOP_CARD,
        subject=card_subject(card_id),
        arguments={"card_id": card_id, **asdict(stop)},
        by=by,
        now=now,
    )
    _note(session, card, CardEventKind.STOP_PROPOSED, stop, by=by, now=now)
    return proposal


def card_subject(card_id: int) -> str:
    """Answer how proposals name a card."""
    return f"card:{card_id}"


def needs_second_person(session: Session, card: Card, ground: Ground) -> bool:
    """Answer whether two people must agree to stop this card on this ground."""
    return ground.needs_second_approver(repeated=was_used_before(session, card, ground))


def was_used_before(session: Session, card: Card, ground: Ground) -> bool:
    """Answer whether this holder was warned or stopped on the ground before, on any card."""
    before = (
        select(CardEvent.id)
        .join(Card, Card.id == CardEvent.card_id)
        .where(
            Card.holder_id == card.holder_id,
            CardEvent.ground == ground.code,
            CardEvent.kind.in_(_STOPPING),
        )
    )
    return bool(session.scalar(select(exists(before))))


def carry_out_approved_stop(
    session: Session, proposal: Proposal, *, policy: Policy, now: datetime
) -> None:
    """Do what an approved proposal asks for."""
    arguments = dict(proposal.arguments)
    card = find_card(session, int(arguments.pop("card_id")))
    stop = Stop(**arguments)
    _require_stoppable(card, policy.ground(stop.ground), stop)
    carry_out_stop(
        session,
        card,
        stop=stop,
        policy=policy,
        by=proposal.proposed_by,
        approved_by=proposal.decided_by,
        now=now,
    )


def carry_out_stop(
    session: Session,
    card: Card,
    *,
    stop: Stop,
    policy: Policy,
    by: int,
    now: datetime,
    approved_by: int | None = None,
) -> None:
    """Let the ground take effect on the card and, where it says so, on the honours."""
    ground = policy.ground(stop.ground)
    today = shanghai_date(now)
    match ground.effect:
        case Effect.SUSPENDED:
            kind = _suspend(card, ground, now=now)
        case Effect.WARNED_THEN_SUSPENDED:
            repeated = was_used_before(session, card, ground)
            kind = _suspend(card, ground, now=now) if repeated else CardEventKind.WARNED
        case Effect.CARD_REPLACED:
            end_credentials(session, card, now=now)
            kind = CardEventKind.REPLACED
        case Effect.CARD_EXPIRED:
            card.expires_on = today - timedelta(days=1)
            end_credentials(session, card, now=now)
            kind = CardEventKind.EXPIRED
        case Effect.CARD_REVOKED | Effect.HONOUR_WITHDRAWN | Effect.HONOUR_CHANGED:
            if not ground.keeps_honour:
                for grant in card.holder.honours:
                    grant.ended_on = grant.ended_on or today
            card.state = CardState.REVOKED
            card.suspended_until = None
            end_credentials(session, card, now=now)
            kind = CardEventKind.REVOKED
    _note(session, card, kind, stop, by=by, approved_by=approved_by, now=now)
    session.flush()


def _suspend(card: Card, ground: Ground, *, now: datetime) -> CardEventKind:
    card.state = CardState.SUSPENDED
    days = ground.time_limit_days
    card.suspended_until = shanghai_date(now) + timedelta(days=days) if days else None
    return CardEventKind.SUSPENDED


def _require_stoppable(card: Card, ground: Ground, stop: Stop) -> None:
    if card.state is CardState.REVOKED:
        raise Conflict(gettext("此卡已注销"))
    if ground.document_required and not stop.document_number.strip():
        raise InvalidInput(gettext("此项事由须填写决定的文号"), field="document_number")


def _note(
    session: Session,
    card: Card,
    kind: CardEventKind,
    stop: Stop,
    *,
    by: int,
    now: datetime,
    approved_by: int | None = None,
) -> None:
    record_event(
        session,
        card,
        kind=kind,
        now=now,
        by=by,
        approved_by=approved_by,
        ground=stop.ground,
        document_number=stop.document_number or None,
        note=stop.note,
    )
