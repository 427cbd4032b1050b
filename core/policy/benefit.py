"""What an honour or a card gives: benefits, their limits, conditions and reward amounts."""

from dataclasses import dataclass

from core.policy.document import Text
from core.policy.vocabulary import (
    Basis,
    Cadence,
    ConditionKind,
    GivenBy,
    Honour,
    LimitKind,
    PartnerKind,
    PhysicianRank,
    RecordedAs,
)


@dataclass(frozen=True, slots=True)
class Title:
    """One honour as the document names it; `short` is for places with little room."""

    code: Honour
    name: Text
    short: Text
    article: int
    term: str


@dataclass(frozen=True, slots=True)
class Limit:
    """How often one holder may use a benefit, and whether text or office says so.

    `times` belongs to PER_YEAR alone (calendar years of the city's time zone). A limit of the
    office names the setting that carries its wording.
    """

    kind: LimitKind
    basis: Basis
    times: int | None = None
    setting: str | None = None

    @property
    def slots(self) -> int | None:
        """Uses that one holder may have (ever, per year or at once); None is without number."""
        match self.kind:
            case LimitKind.UNLIMITED:
                return None
            case LimitKind.PER_YEAR:
                return self.times
            case LimitKind.ONCE_EVER | LimitKind.ONE_ACTIVE:
                return 1


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that must stand beside a benefit; `term` is the article's wording it rests on."""

    basis: Basis
    text: Text
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a holder must be, beyond the honour; `term` is the article's own wording."""

    kind: ConditionKind
    term: str
    text: Text


@dataclass(frozen=True, slots=True)
class PhysicianRule:
    """The least rank of a physician who is assigned; `term` is the article's own wording."""

    least_rank: PhysicianRank
    term: str

    def met_by(self, rank: PhysicianRank) -> bool:
        """Return whether a physician of this rank may be assigned."""
        ranks = list(PhysicianRank)
        return ranks.index(rank) >= ranks.index(self.least_rank)


@dataclass(frozen=True, slots=True)
class Reward:
    """The reward of one honour in yuan; without `yuan` the decision names the amount."""

    honour: Honour
    term: str
    limit: Limit
    yuan: int | None = None


@dataclass(frozen=True, slots=True)
class Benefit:
    """One line of the matrix; `term` is quoted from its article.

    `scannable`: a desk of `partner_kind` may grant it on a scan. `scarce`: granting it asks once
    more. `due`: it comes round by itself, unasked. `physician`: whom an assignment may name.
    """

    code: str
    name: Text
    article: int
    term: str
    given_by: GivenBy
    honours: tuple[Honour, ...]
    scannable: bool
    scarce: bool
    recorded_as: RecordedAs
    limit: Limit
    partner_kind: PartnerKind | None = None
    due: Cadence | None = None
    physician: PhysicianRule | None = None
    conditions: tuple[Condition, ...] = ()
    notes: tuple[Note, ...] = ()
    rewards: tuple[Reward, ...] = ()

    def reward(self, honour: Honour) -> Reward | None:
        """Return what `honour` is paid, or None where this benefit pays it nothing."""
        return next((reward for reward in self.rewards if reward.honour is honour), None)
