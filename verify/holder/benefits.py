"""What a holder has by the honours held now, and how much of it is left: counted as desks count."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from cardholders.cards.find import honours_held
from cardholders.phone.holder import BoundHolder
from core.clock import shanghai_date
from core.encryption import Vault
from core.policy.benefit import Benefit
from core.policy.model import Policy
from core.policy.vocabulary import ConditionKind, GivenBy, Honour
from verify.lasting.facts import Seen
from verify.lasting.ledger import find_of_holder, see
from verify.scanning.answer import BenefitSeen
from verify.scanning.decision import Counter, judge_card
from verify.scanning.grant import CONDITIONS, see_benefit
from verify.scanning.reasons import Reason
from verify.scanning.uses import UsesByBenefit, load_uses


@dataclass(frozen=True, slots=True)
class HeldBenefit:
    """A benefit of the holder's.

    `seen` says what is left, as a desk would; None for what no desk gives. `lasting` is the stay
    or the adviser that takes its place now. `rests` says why a benefit given by card cannot be
    used with this card today.
    """

    benefit: Benefit
    seen: BenefitSeen | None = None
    lasting: Seen | None = None
    rests: Reason | None = None


@dataclass(frozen=True, slots=True)
class HeldBenefits:
    """The honours held now, and what they give, in the policy's order."""

    honours: tuple[Honour, ...]
    benefits: tuple[HeldBenefit, ...]


def load_benefits(
    session: Session, mine: BoundHolder, *, policy: Policy, vault: Vault, now: datetime
) -> HeldBenefits:
    """Answer every benefit that an honour of the holder's gives."""
    card, holder = mine.card, mine.holder
    honours = honours_held(holder)
    condition = CONDITIONS[card.state]
    stopped = judge_card(condition, card.expires_on, today=shanghai_date(now))
    # No scan: of what one scan gives once, nothing is used before the next one.
    uses = load_uses(session, holder.subject_key, scan=uuid4(), now=now)
    held = []
    for benefit in policy.benefits:
        if not policy.entitled(honours, benefit.code) or not _meets(mine, benefit):
            continue
        rests = stopped.reason if stopped and benefit.given_by is GivenBy.CARD else None
        if benefit.partner_kind is None:
            held.append(HeldBenefit(benefit, rests=rests))
            continue
        seen = see_benefit(
            policy,
            benefit,
            honours=honours,
            counter=Counter(benefit.partner_kind, covered=True),
            uses=uses.get(benefit.code, ()),
            scan=uuid4(),
        )
        lasting = _lasting(session, mine, benefit, uses, vault)
        held.append(HeldBenefit(benefit, seen, lasting, rests))
    return HeldBenefits(honours, tuple(held))


def _meets(mine: BoundHolder, benefit: Benefit) -> bool:
    asked = {condition.kind for condition in benefit.conditions}
    return ConditionKind.LONG_TERM_COOPERATION not in asked or mine.holder.long_term


def _lasting(
    session: Session, mine: BoundHolder, benefit: Benefit, uses: UsesByBenefit, vault: Vault
) -> Seen | None:
    if not benefit.recorded_as.lasts:
        return None
    for use in uses.get(benefit.code, ()):
        record = find_of_holder(session, mine.holder.subject_key, use.redemption)
        if record is not None:
            return see(record, vault=vault)
    return None
