"""What a phone is answered about its holder's reports, as JSON."""

from typing import Any

from cardholders.phone.answers import milliseconds
from core.encryption import Vault
from core.web.language import show_moment
from verify.reports.close_report import ANSWER
from verify.reports.make_report import TEXT
from verify.reports.models import Report
from verify.reports.words import KIND_WORDS, STATE_WORDS

Json = dict[str, Any]


def report_answer(report: Report, *, vault: Vault) -> Json:
    """One report in the words of its holder; `answer` is the office's, once it is closed."""
    text, answer = report.text_sealed, report.answer_sealed
    return {
        "kind": report.kind,
        "title": str(KIND_WORDS[report.kind]),
        "state": report.state,
        "state_words": str(STATE_WORDS[report.state]),
        "entry": report.entry_id,
        "at": milliseconds(report.created_at),
        "when": show_moment(report.created_at),
        "text": vault.open_text(text, purpose=TEXT) if text else None,
        "answer": vault.open_text(answer, purpose=ANSWER) if answer else None,
        "closed": show_moment(report.closed_at) if report.closed_at else None,
    }
