"""What the usage log keeps about a holder: every scan and use, and what lasts."""

from datetime import datetime
from typing import TypeVar

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cardholders.self_service.personal_data import Fact, Json, Subject
from core.policy.vocabulary import Language
from core.web.language import show_day
from partners.models import Site
from verify.lasting.ledger import open_unit
from verify.lasting.models import AdviserAssignment, Lasting, Stay
from verify.scanning.log import NOTE
from verify.scanning.models import EntryKind, UsageEntry, UsageNote, Void
from verify.usage.wanted import TAKEN_BACK

Kind = TypeVar("Kind", bound=Lasting)


def use_facts(session: Session, subject: Subject) -> list[Fact]:
    """Answer how often the card was scanned, and since when."""
    scans = select(func.count(), func.min(UsageEntry.received_at)).where(
        UsageEntry.subject_key == subject.holder.subject_key, UsageEntry.kind == EntryKind.SCAN
    )
    count, since = session.execute(scans).one()
    if not count:
        return []
    words = gettext("%(count)s次，最早一次%(day)s", count=count, day=show_day(since))
    return [Fact(gettext("扫码"), words)]


def export_uses(session: Session, subject: Subject) -> list[Json]:
    """Answer every line of the log with its place and its note; who worked there is left out."""
    lines = session.execute(
        select(UsageEntry, Site.name, UsageNote.sealed, Void.voided_at)
        .join(Site, Site.id == UsageEntry.site_id)
        .outerjoin(UsageNote, UsageNote.entry_id == UsageEntry.id)
        .outerjoin(Void, TAKEN_BACK)
        .where(UsageEntry.subject_key == subject.holder.subject_key)
        .order_by(UsageEntry.id)
    )
    vault = subject.vault
    return [
        {
            "at": entry.received_at.isoformat(),
            "kind": entry.kind,
            "site": site,
            "form": entry.form,
            "outcome": entry.outcome,
            "reason": entry.reason,
            "benefit": entry.benefit,
            "document_checked": entry.document_checked,
            "policy_version": entry.policy_version,
            "note": vault.open_text(note, purpose=NOTE) if note else None,
            "voided_at": _moment(voided_at),
        }
        for entry, site, note, voided_at in lines
    ]


def stay_facts(session: Session, subject: Subject) -> list[Fact]:
    """Answer each stay: where, from when to when."""
    return [
        Fact(_site(site, subject), _stretch(stay)) for stay, site in _mine(session, Stay, subject)
    ]


def export_stays(session: Session, subject: Subject) -> list[Json]:
    """Answer each stay with its room."""
    return [
        {**_lasting(stay, site), "unit": open_unit(stay.unit_sealed, subject.vault)}
        for stay, site in _mine(session, Stay, subject)
    ]


def adviser_facts(session: Session, subject: Subject) -> list[Fact]:
    """Answer each health adviser: who, where, from when to when."""
    return [
        Fact(_site(site, subject), f"{adviser.physician} · {_stretch(adviser)}")
        for adviser, site in _mine(session, AdviserAssignment, subject)
    ]


def export_advisers(session: Session, subject: Subject) -> list[Json]:
    """Answer each health adviser with department and rank."""
    return [
        {
            **_lasting(adviser, site),
            "physician": adviser.physician,
            "department": adviser.department,
            "rank": adviser.rank,
        }
        for adviser, site in _mine(session, AdviserAssignment, subject)
    ]


def _mine(session: Session, kind: type[Kind], subject: Subject) -> list[tuple[Kind, Site]]:
    rows = session.execute(
        select(kind, Site)
        .join(Site, Site.id == kind.site_id)
        .where(kind.subject_key == subject.holder.subject_key)
        .order_by(kind.began_at)
    )
    return [(row[0], row[1]) for row in rows]


def _site(site: Site, subject: Subject) -> str:
    return site.name_en if subject.language is Language.EN else site.name


def _stretch(record: Lasting) -> str:
    since = show_day(record.began_at)
    if record.ended_at is None:
        return gettext("%(day)s起", day=since)
    return gettext("%(since)s 至 %(to)s", since=since, to=show_day(record.ended_at))


def _lasting(record: Lasting, site: Site) -> Json:
    return {
        "site": site.name,
        "began_at": record.began_at.isoformat(),
        "ended_at": _moment(record.ended_at),
        "ending": record.ending,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
