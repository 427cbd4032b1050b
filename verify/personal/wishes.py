"""What requests and reports keep about a holder: what was asked for, and what was answered."""

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cardholders.self_service.personal_data import Fact, Json, Subject
from core.encryption import Vault
from partners.models import Site
from verify.reports.close_report import ANSWER
from verify.reports.make_report import TEXT
from verify.reports.models import Report
from verify.requests.decide import WORD
from verify.requests.models import HolderRequest
from verify.requests.submit import NOTE


def request_facts(session: Session, subject: Subject) -> list[Fact]:
    """Answer how many requests were made."""
    mine = select(func.count()).where(HolderRequest.subject_key == subject.holder.subject_key)
    count = session.scalar(mine)
    return [Fact(gettext("申请"), gettext("%(count)s件", count=count))] if count else []


def export_requests(session: Session, subject: Subject) -> list[Json]:
    """Answer each request: the wish, the note, what the place said; who said it is left out."""
    mine = session.execute(
        select(HolderRequest, Site.name)
        .join(Site, Site.id == HolderRequest.site_id)
        .where(HolderRequest.subject_key == subject.holder.subject_key)
        .order_by(HolderRequest.created_at)
    )
    return [
        {
            "benefit": each.benefit,
            "site": site,
            "state": each.state,
            "created_at": each.created_at.isoformat(),
            "wished_day": each.wished_day.isoformat(),
            "wished_until": each.wished_until.isoformat() if each.wished_until else None,
            "part_of_day": each.part,
            "agreed_time": each.agreed_time.isoformat() if each.agreed_time else None,
            "decided_at": each.decided_at.isoformat() if each.decided_at else None,
            "note": _open(each.note_sealed, NOTE, subject.vault),
            "word": _open(each.word_sealed, WORD, subject.vault),
        }
        for each, site in mine
    ]


def report_facts(session: Session, subject: Subject) -> list[Fact]:
    """Answer how many reports were made."""
    count = session.scalar(select(func.count()).where(Report.holder_id == subject.holder.id))
    return [Fact(gettext("反映"), gettext("%(count)s件", count=count))] if count else []


def export_reports(session: Session, subject: Subject) -> list[Json]:
    """Answer each report with the office's answer; who answered is left out."""
    mine = select(Report).where(Report.holder_id == subject.holder.id).order_by(Report.id)
    return [
        {
            "kind": each.kind,
            "state": each.state,
            "created_at": each.created_at.isoformat(),
            "closed_at": each.closed_at.isoformat() if each.closed_at else None,
            "text": _open(each.text_sealed, TEXT, subject.vault),
            "answer": _open(each.answer_sealed, ANSWER, subject.vault),
        }
        for each in session.scalars(mine)
    ]


def _open(sealed: bytes | None, purpose: str, vault: Vault) -> str | None:
    return vault.open_text(sealed, purpose=purpose) if sealed else None
