"""The grounds an office may stop a card on, and what each would do to this card."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cardholders.cards.models import Card, CardCredential, CredentialState
from cardholders.cards.stop_card import needs_second_person, was_used_before
from core.credential.fields import CredentialForm
from core.errors import InvalidInput
from core.policy.ground import Ground
from core.policy.model import Policy
from core.policy.vocabulary import Effect, Party

FIELD = "ground"
# The leading group decides by a document and a holder by asking: the office carries both out.
_AT_THE_OFFICE = frozenset({Party.OFFICER, Party.TALENT_OFFICE, Party.LEADING_GROUP, Party.HOLDER})
_PAUSING = frozenset({Effect.SUSPENDED, Effect.WARNED_THEN_SUSPENDED})


@dataclass(frozen=True, slots=True)
class StopPreview:
    """What follows when a ground takes effect on a card.

    `phones` and `plastics` are the credentials in force that end, or rest while `pauses`; none
    do when it `only_warns`.
    """

    ground: Ground
    phones: int
    plastics: int
    pauses: bool
    only_warns: bool
    second_person: bool


def office_grounds(policy: Policy) -> tuple[Ground, ...]:
    """Answer the grounds that are the office's to use: those that only others may are not."""
    return tuple(each for each in policy.grounds if _AT_THE_OFFICE & set(each.decided_by))


def office_ground(policy: Policy, code: str) -> Ground:
    """Answer one of them by its code; raises InvalidInput for any other."""
    for ground in office_grounds(policy):
        if ground.code == code:
            return ground
    raise InvalidInput(gettext("请选择停用事由"), field=FIELD)


def preview_stop(session: Session, card: Card, ground: Ground) -> StopPreview:
    """Answer what the ground would do to the card now."""
    in_force = select(func.count()).where(
        CardCredential.card_id == card.id, CardCredential.state == CredentialState.CURRENT
    )
    first_warning = ground.effect is Effect.WARNED_THEN_SUSPENDED and not was_used_before(
        session, card, ground
    )
    return StopPreview(
        ground=ground,
        phones=session.scalar(in_force.where(CardCredential.form == CredentialForm.PHONE)) or 0,
        plastics=session.scalar(in_force.where(CardCredential.form == CredentialForm.PRINTED)) or 0,
        pauses=ground.effect in _PAUSING,
        only_warns=first_warning,
        second_person=needs_second_person(session, card, ground),
    )
