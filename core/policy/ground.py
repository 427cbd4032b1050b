"""The grounds on which a card stops, and who decides; desks never see one of these."""

from dataclasses import dataclass

from core.policy.document import Text
from core.policy.vocabulary import Basis, Effect, FollowUp, Party, SecondApprover


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground for stopping a card.

    `basis` and `articles` speak of the ground itself; `procedure_basis` of who decides and what
    follows. `time_limit_days` bounds a suspension, which lasts until reviewed without it.
    """

    code: str
    name: Text
    basis: Basis
    articles: tuple[int, ...]
    procedure_basis: Basis
    decided_by: tuple[Party, ...]
    effect: Effect
    consequence: Text
    second_approver: SecondApprover
    document_required: bool
    proposed_by: tuple[Party, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    time_limit_days: int | None = None
    renewable: bool = False

    @property
    def keeps_honour(self) -> bool:
        """Whether the honour, and all that hangs on it, outlives the card."""
        return self.effect not in {Effect.HONOUR_WITHDRAWN, Effect.HONOUR_CHANGED}

    def needs_second_approver(self, *, repeated: bool) -> bool:
        """Return whether two people must agree; `repeated`: not this holder's first time."""
        match self.second_approver:
            case SecondApprover.ALWAYS:
                return True
            case SecondApprover.WHEN_REPEATED:
                return repeated
            case SecondApprover.NEVER:
                return False
