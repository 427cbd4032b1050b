"""The partners and sites by which the log can be narrowed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.policy.vocabulary import Language
from partners.models import Partner, Site


@dataclass(frozen=True, slots=True)
class Choices:
    """Ids with names in the reader's language."""

    partners: tuple[tuple[int, str], ...]
    sites: tuple[tuple[int, str], ...]

    def partner(self, chosen: int | None) -> str | None:
        """Answer the name of a partner."""
        return dict(self.partners).get(chosen) if chosen else None

    def site(self, chosen: int | None) -> str | None:
        """Answer the name of a site."""
        return dict(self.sites).get(chosen) if chosen else None


def load_choices(session: Session, *, language: Language, partner_id: int | None = None) -> Choices:
    """Answer all partners, and the sites of one of them or of all."""
    english = language is Language.EN
    partner = Partner.name_en if english else Partner.name
    site = Site.name_en if english else Site.name
    partners = session.execute(select(Partner.id, partner).order_by(Partner.id)).all()
    sites = select(Site.id, site, partner).join(Partner, Partner.id == Site.partner_id)
    if partner_id is not None:
        sites = sites.where(Site.partner_id == partner_id)
    found = session.execute(sites.order_by(Site.partner_id, Site.id))
    return Choices(
        tuple((number, name) for number, name in partners),
        tuple(
            (number, name if partner_id is not None else f"{of} · {name}")
            for number, name, of in found
        ),
    )
