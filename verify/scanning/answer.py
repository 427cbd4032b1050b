"""What a desk gets back: the decision with who it is and what is left, no more than it may see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pydantic import TypeAdapter

from cardholders.people.models import DocumentType
from core.credential.fields import CredentialForm
from core.policy.vocabulary import Honour
from verify.lasting.facts import Seen
from verify.scanning.decision import Use, Verdict
from verify.scanning.models import EntryKind
from verify.scanning.reasons import LOOKS, Look


@dataclass(frozen=True, slots=True)
class CardSeen:
    """The card as this desk may see it; names are masked, the document shows its last four."""

    number: str
    name: str | None
    honours: tuple[Honour, ...]
    expires_on: date
    form: CredentialForm
    document_type: DocumentType | None
    document_last4: str | None
    has_photo: bool


@dataclass(frozen=True, slots=True)
class BenefitSeen:
    """One of the desk's benefits for this holder: may it be used now, and how often more.

    `remaining` is None where nothing limits it. `redemption` is set when this very scan has
    used it already.
    """

    code: str
    verdict: Verdict
    remaining: int | None
    redemption: UUID | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request of a desk; `id` is the request's own.

    `lasting` is the stay or the assignment that this request began or ended, `former` the use
    elsewhere that it ended on the way.
    """

    id: UUID
    kind: EntryKind
    verdict: Verdict
    at: datetime
    scan: UUID
    benefit: str | None = None
    card: CardSeen | None = None
    benefits: tuple[BenefitSeen, ...] = ()
    redemption: UUID | None = None
    lasting: Seen | None = None
    former: Use | None = None

    @property
    def look(self) -> Look:
        """How it looks on every screen."""
        return LOOKS[self.verdict.reason]


_ADAPTER = TypeAdapter(Answer)


def write_answer(answer: Answer) -> bytes:
    """Serialise an answer, to give it again to a repeated request."""
    return _ADAPTER.dump_json(answer)


def read_answer(stored: bytes) -> Answer:
    """Read back what `write_answer` wrote."""
    return _ADAPTER.validate_json(stored)
