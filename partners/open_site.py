"""Open a site of a partner in a division of the city, and correct one."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Conflict, InvalidInput
from core.policy.model import Policy
from core.typed_line import typed_line
from partners.find import find_partner, find_site
from partners.models import Site
from partners.register_partner import NAME_EN_LENGTH, NAME_LENGTH

LENGTHS = {"address": (160, 200), "reservation": (200, 240)}
"""The longest lines, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class SiteDetails:
    """A site as typed; `division` is a code of the policy's list.

    Where it is, and what must be booked before a visit, may stay empty; in one language alone it
    would leave readers of the other without it.
    """

    name: str
    name_en: str
    division: str
    address: str = ""
    address_en: str = ""
    reservation: str = ""
    reservation_en: str = ""


def open_site(session: Session, partner_id: int, *, details: SiteDetails, policy: Policy) -> Site:
    """Add a site.

    Raises NotFound for the partner, InvalidInput with the field that is wrong, and Conflict for
    a name that another site of the partner has.
    """
    find_partner(session, partner_id, locked=True)
    site = Site(partner_id=partner_id)
    _write(session, site, details, policy)
    session.add(site)
    session.flush()
    return site


def edit_site(session: Session, site_id: int, *, details: SiteDetails, policy: Policy) -> Site:
    """Replace what is written down about a site; raises as `open_site`."""
    site = find_site(session, site_id)
    find_partner(session, site.partner_id, locked=True)
    _write(session, site, details, policy)
    return site


def _write(session: Session, site: Site, details: SiteDetails, policy: Policy) -> None:
    name = typed_line(details.name, "name", longest=NAME_LENGTH)
    name_en = typed_line(details.name_en, "name_en", longest=NAME_EN_LENGTH)
    if all(details.division != division.code for division in policy.divisions):
        raise InvalidInput(gettext("请从列表中选择"), field="division")
    with session.no_autoflush:
        namesakes = select(Site.id).where(Site.partner_id == site.partner_id, Site.name == name)
        if set(session.scalars(namesakes)) - {site.id}:
            raise Conflict(gettext("本单位已有同名的地点"), field="name")
    site.name, site.name_en, site.division = name, name_en, details.division
    site.address, site.address_en = _in_both("address", details.address, details.address_en)
    site.reservation, site.reservation_en = _in_both(
        "reservation", details.reservation, details.reservation_en
    )


def _in_both(field: str, zh: str, en: str) -> tuple[str, str] | tuple[None, None]:
    """Answer a line in both languages, or in none; raises InvalidInput for one alone."""
    if not zh.strip() and not en.strip():
        return None, None
    longest, longest_en = LENGTHS[field]
    return (
        typed_line(zh, field, longest=longest),
        typed_line(en, f"{field}_en", longest=longest_en),
    )
