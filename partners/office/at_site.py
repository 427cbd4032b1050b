"""What the pages of a site's grades and desks share: site and partner, and the way back."""

from flask import url_for

from core.web.services import services
from partners.find import find_partner, find_site
from partners.models import Partner, Site


def load_site(site_id: int) -> tuple[Site, Partner]:
    """Answer a site and its partner; raises NotFound."""
    with services().database.reading() as session:
        site = find_site(session, site_id)
        return site, find_partner(session, site.partner_id)


def site_url(site: Site) -> str:
    """Answer where the partner's page shows the site."""
    return url_for("partners.show", partner_id=site.partner_id, _anchor=f"site-{site.id}")
