"""Open a desk or a gate at a site, rename it, close it, and open it again."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Conflict, InvalidInput
from core.policy.model import Policy
from core.policy.vocabulary import PartnerKind, RecordedAs
from core.typed_line import typed_line
from partners.find import find_desk, find_partner, find_site
from partners.models import Desk, DeskProfile

NAME_LENGTH = 80
NAME_EN_LENGTH = 120


@dataclass(frozen=True, slots=True)
class DeskDetails:
    """A desk as typed."""

    name: str
    name_en: str
    profile: DeskProfile


def profiles_at(policy: Policy, kind: PartnerKind) -> tuple[DeskProfile, ...]:
    """Answer how desks of such a partner may work: gates only where one scan is an admission."""
    offered = policy.benefits_at(kind)
    if len(offered) == 1 and offered[0].recorded_as is RecordedAs.ADMISSION:
        return tuple(DeskProfile)
    return (DeskProfile.STAFFED,)


def open_desk(session: Session, site_id: int, *, details: DeskDetails, policy: Policy) -> Desk:
    """Add a desk.

    Raises NotFound for the site, InvalidInput with the field that is wrong, and Conflict for a
    name that another desk of the site has.
    """
    desk = Desk(site_id=find_site(session, site_id, locked=True).id)
    _write(session, desk, details, policy)
    session.add(desk)
    session.flush()
    return desk


def edit_desk(session: Session, desk_id: int, *, details: DeskDetails, policy: Policy) -> Desk:
    """Replace what is written down about a desk; raises as `open_desk`."""
    desk = find_desk(session, desk_id)
    find_site(session, desk.site_id, locked=True)
    _write(session, desk, details, policy)
    return desk


def close_desk(
    session: Session, desk_id: int, *, now: datetime, partner_id: int | None = None
) -> Desk:
    """Close a desk: nobody scans there any more, by page or by device; raises NotFound."""
    desk = find_desk(session, desk_id, partner_id=partner_id)
    desk.closed_at = desk.closed_at or now
    return desk


def reopen_desk(session: Session, desk_id: int, *, partner_id: int | None = None) -> Desk:
    """Open a closed desk again, with the people and devices it had; raises NotFound."""
    desk = find_desk(session, desk_id, partner_id=partner_id)
    desk.closed_at = None
    return desk


def _write(session: Session, desk: Desk, details: DeskDetails, policy: Policy) -> None:
    name = typed_line(details.name, "name", longest=NAME_LENGTH)
    name_en = typed_line(details.name_en, "name_en", longest=NAME_EN_LENGTH)
    site = find_site(session, desk.site_id)
    kind = find_partner(session, site.partner_id).kind
    if details.profile not in profiles_at(policy, kind):
        raise InvalidInput(gettext("此类单位只设人工服务台"), field="profile")
    namesakes = select(Desk.id).where(Desk.site_id == desk.site_id, Desk.name == name)
    if set(session.scalars(namesakes)) - {desk.id}:
        raise Conflict(gettext("本地点已有同名的服务台"), field="name")
    desk.name, desk.name_en, desk.profile = name, name_en, details.profile
