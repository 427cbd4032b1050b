"""Every scan of a holder's card, as visits: a scan with the uses that came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from cardholders.people.models import Holder
from cardholders.phone.answers import milliseconds
from core.clock import shanghai_date
from core.encryption import Vault
from core.policy.model import Policy
from core.policy.vocabulary import Language
from core.web.language import show_day, show_time
from verify.holder.answers import report_answer
from verify.reports.find_report import reports_on
from verify.reports.models import Report
from verify.scanning.models import EntryKind
from verify.scanning.reason_words import REASON_WORDS
from verify.scanning.reasons import Reason
from verify.usage.lines import UsageLine, load_holder_uses
from verify.usage.words import benefit_name

Json = dict[str, Any]
PAGE_SIZE = 30
ONLY_ASKS = frozenset({Reason.CHOOSE_BENEFIT, Reason.DOCUMENT_REQUIRED, Reason.DETAILS_REQUIRED})
"""What a scan came to when nothing was decided yet: left out where a use follows."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Lines of one scan that follow one another, the newest first; `report` is the holder's."""

    lines: tuple[UsageLine, ...]
    report: Report | None = None

    @property
    def first(self) -> UsageLine:
        """The scan itself, or the first line that is known of it: by it the visit is named."""
        return self.lines[-1]

    @property
    def results(self) -> tuple[UsageLine, ...]:
        """What came of it, the first one first."""
        decided = [each for each in self.lines if each.reason not in ONLY_ASKS]
        return tuple(reversed(decided or self.lines[:1]))


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Visits, the newest first; `older` is the id to go on from, where there is more."""

    visits: tuple[Visit, ...]
    older: int | None


def load_history(
    session: Session,
    holder: Holder,
    *,
    language: Language,
    before: int | None = None,
    size: int = PAGE_SIZE,
) -> HistoryPage:
    """Answer the latest visits of a holder, whichever card was shown, from before a line on.

    A page ends between two visits, so that none is on two pages.
    """
    lines = load_holder_uses(
        session, holder.subject_key, language=language, limit=size + 1, before=before
    )
    visits = _visits(lines)
    if len(lines) > size and len(visits) > 1:
        visits.pop()
    entry_ids = [each[-1].id for each in visits]
    reported = reports_on(session, holder.id, entry_ids)
    shown = tuple(Visit(each, reported.get(each[-1].id)) for each in visits)
    return HistoryPage(shown, entry_ids[-1] if len(lines) > size else None)


def _visits(lines: Iterable[UsageLine]) -> list[tuple[UsageLine, ...]]:
    def same(line: UsageLine) -> tuple[object, ...]:
        # The end of a stay carries the id of the scan that began it, days before.
        return line.scan, line.desk, line.kind is EntryKind.RELEASE, shanghai_date(line.at)

    return [tuple(group) for _, group in groupby(lines, key=same)]


def history_answer(page: HistoryPage, *, policy: Policy, vault: Vault, language: Language) -> Json:
    """A page in words, its visits by days."""
    days = groupby(page.visits, key=lambda visit: shanghai_date(visit.first.at))
    return {
        "days": [
            {
                "day": day.isoformat(),
                "title": show_day(day),
                "visits": [_visit(each, policy, vault, language) for each in visits],
            }
            for day, visits in days
        ],
        "older": page.older,
    }


def _visit(visit: Visit, policy: Policy, vault: Vault, language: Language) -> Json:
    first = visit.first
    return {
        "entry": first.id,
        "at": milliseconds(first.at),
        "time": show_time(first.at),
        "kind": first.partner_kind,
        "partner": first.partner if first.partner != first.site else None,
        "site": first.site,
        "desk": first.desk,
        "form": first.form,
        "results": [_result(each, policy, language) for each in visit.results],
        "report": report_answer(visit.report, vault=vault) if visit.report else None,
    }


def _result(line: UsageLine, policy: Policy, language: Language) -> Json:
    words = REASON_WORDS[line.reason]
    return {
        "look": line.look,
        "words": str(words.to_holder or words.title),
        "benefit": benefit_name(policy, line.benefit, language) if line.benefit else None,
        "annulled": show_time(line.voided_at) if line.voided_at else None,
    }
