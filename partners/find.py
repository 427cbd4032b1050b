"""Find a partner, a site, a desk or one of its people; with `partner_id` only that partner's.

`locked` holds the row until the transaction ends, so that what hangs on it is kept one at a time.
"""

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.models import Account
from core.errors import NotFound
from partners.models import Desk, Partner, Site, SiteGrade


def find_partner(session: Session, partner_id: int, *, locked: bool = False) -> Partner:
    """Answer a partner; raises NotFound."""
    query = select(Partner).where(Partner.id == partner_id)
    partner = session.scalar(query.with_for_update() if locked else query)
    if partner is None:
        raise NotFound(gettext("没有这个合作单位"))
    return partner


def find_site(
    session: Session, site_id: int, *, partner_id: int | None = None, locked: bool = False
) -> Site:
    """Answer a site; raises NotFound."""
    query = select(Site).where(Site.id == site_id)
    if partner_id is not None:
        query = query.where(Site.partner_id == partner_id)
    site = session.scalar(query.with_for_update() if locked else query)
    if site is None:
        raise NotFound(gettext("没有这个地点"))
    return site


def find_grade(session: Session, grade_id: int) -> SiteGrade:
    """Answer an entry of a site's grades; raises NotFound."""
    entry = session.get(SiteGrade, grade_id)
    if entry is None:
        raise NotFound(gettext("没有这条等级记录"))
    return entry


def find_desk(session: Session, desk_id: int, *, partner_id: int | None = None) -> Desk:
    """Answer a desk, open or closed; raises NotFound."""
    query = select(Desk).join(Site, Site.id == Desk.site_id).where(Desk.id == desk_id)
    if partner_id is not None:
        query = query.where(Site.partner_id == partner_id)
    desk = session.scalar(query)
    if desk is None:
        raise NotFound(gettext("没有这个服务台"))
    return desk


def find_staff(
    session: Session, account_id: int, *, partner_id: int | None = None, locked: bool = False
) -> Account:
    """Answer the account of somebody who works for a partner; raises NotFound."""
    query = select(Account).where(Account.id == account_id, Account.partner_id.is_not(None))
    if partner_id is not None:
        query = query.where(Account.partner_id == partner_id)
    account = session.scalar(query.with_for_update() if locked else query)
    if account is None:
        raise NotFound(gettext("没有这位工作人员"))
    return account
