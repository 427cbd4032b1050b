"""Give a holder the honour that a decision of the leading group names."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cardholders.cards.renew_credentials import renew_credentials
from cardholders.people.models import Holder, HonourGrant, LeadingGroupDecision
from core.encryption import Vault
from core.errors import Conflict, InvalidInput, NotFound
from core.policy.model import Policy
from core.policy.vocabulary import Honour

REWARD = "reward"
MOST_YUAN = 100_000_000
TITLES = frozenset({Honour.YINGCAI, Honour.YOUCAI, Honour.XIANCAI})


@dataclass(frozen=True, slots=True)
class Award:
    """An honour, the criterion it rests on (none for the special prize), and its reward.

    `reward_yuan` is typed where the document names no amount: for the special prize (一事一议)
    and when a holder of one title is given another. Elsewhere the policy's amount stands.
    """

    honour: Honour
    criterion: str | None = None
    reward_yuan: int | None = None


def grant_honour(
    session: Session,
    holder_id: int,
    *,
    decision_id: int,
    award: Award,
    policy: Policy,
    vault: Vault,
    now: datetime,
) -> HonourGrant:
    """Record the honour, valid from the day of the decision, and renew what is signed of it.

    A holder has one title at a time: another one takes its place; the special prize stands
    beside any. Raises NotFound for an unknown holder or decision, Conflict for an honour that
    is held already, InvalidInput for a wrong criterion or amount.
    """
    decision = session.get(LeadingGroupDecision, decision_id)
    if decision is None:
        raise NotFound(gettext("没有这份决定"))
    holder = session.scalar(
        select(Holder).where(Holder.id == holder_id).options(selectinload(Holder.honours))
    )
    if holder is None:
        raise NotFound(gettext("没有这位持卡人"), field="people")
    _require_new(holder, award.honour, decision_id)
    _require_criterion(award, policy)
    former = [
        grant
        for grant in holder.honours
        if grant.ended_on is None and {grant.honour, award.honour} <= TITLES
    ]
    grant = HonourGrant(
        holder_id=holder_id,
        decision_id=decision_id,
        honour=award.honour,
        criterion=award.criterion,
        reward_yuan=_reward(award, policy, raised=bool(former)),
        granted_on=decision.decided_on,
    )
    for each in former:
        each.ended_on = decision.decided_on
    holder.honours.append(grant)
    session.flush()
    renew_credentials(session, holder_id, vault=vault, now=now)
    return grant


def _require_new(holder: Holder, honour: Honour, decision_id: int) -> None:
    for grant in holder.honours:
        if grant.honour is honour and (grant.ended_on is None or grant.decision_id == decision_id):
            raise Conflict(gettext("%(name)s已有此荣誉", name=holder.name), field="people")


def _require_criterion(award: Award, policy: Policy) -> None:
    possible = [criterion.code for criterion in policy.criteria_for(award.honour)]
    if award.criterion not in possible if possible else award.criterion is not None:
        raise InvalidInput(gettext("请选择授予所依据的条件"), field="award")


def _reward(award: Award, policy: Policy, *, raised: bool) -> int:
    reward = policy.benefit(REWARD).reward(award.honour)
    fixed = None if reward is None or raised else reward.yuan
    typed = award.reward_yuan
    if typed is not None and not 0 <= typed <= MOST_YUAN:
        raise InvalidInput(gettext("奖励金额须在0元至1亿元之间"), field="reward_yuan")
    if fixed is None and typed is None:
        raise InvalidInput(gettext("请按决定文件填写奖励金额"), field="reward_yuan")
    if fixed is not None and typed not in (None, fixed):
        words = gettext("文件规定为%(yuan)s元，无需另填", yuan=f"{fixed:,}")
        raise InvalidInput(words, field="reward_yuan")
    return fixed if fixed is not None else typed or 0
