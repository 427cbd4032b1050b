"""Register a partner, and correct what is written down about one."""

import re
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.errors import Conflict, InvalidInput
from core.policy.vocabulary import PartnerKind
from core.typed_line import typed_line
from partners.find import find_partner
from partners.models import Partner, Site

NAME_LENGTH = 120
NAME_EN_LENGTH = 160
TELEPHONE_LENGTH = 40
TELEPHONE = re.compile(r"(?=(?:\D*\d){5})[0-9+() /,;-]+(?:转 ?[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class PartnerDetails:
    """A partner as typed; `telephone` is what holders and desks may ring."""

    kind: PartnerKind
    name: str
    name_en: str
    telephone: str


def register_partner(session: Session, details: PartnerDetails) -> Partner:
    """Add a partner.

    Raises InvalidInput with the field that is wrong, Conflict for a name that is taken.
    """
    partner = Partner(kind=details.kind)
    return _write(session, partner, details)


def edit_partner(session: Session, partner_id: int, *, details: PartnerDetails) -> Partner:
    """Replace what is written down about a partner; raises as `register_partner`, and NotFound.

    The kind stays as it is once there is a site: grades and desks were kept by its rules.
    """
    partner = find_partner(session, partner_id, locked=True)
    if details.kind is not partner.kind:
        sites = select(func.count()).select_from(Site).where(Site.partner_id == partner_id)
        if session.scalar(sites):
            raise Conflict(gettext("已有地点，类别不能再改；请另行登记一个单位"), field="kind")
        partner.kind = details.kind
    return _write(session, partner, details)


def _write(session: Session, partner: Partner, details: PartnerDetails) -> Partner:
    name = typed_line(details.name, "name", longest=NAME_LENGTH)
    name_en = typed_line(details.name_en, "name_en", longest=NAME_EN_LENGTH)
    telephone = _telephone(details.telephone)
    taken = session.scalar(select(Partner.id).where(Partner.name == name))
    if taken not in {None, partner.id}:
        raise _name_taken()
    try:
        with session.begin_nested():
            partner.name, partner.name_en, partner.telephone = name, name_en, telephone
            session.add(partner)
    except IntegrityError:
        raise _name_taken() from None
    return partner


def _telephone(text: str) -> str:
    line = typed_line(text, "telephone", longest=TELEPHONE_LENGTH)
    if TELEPHONE.fullmatch(line) is None:
        raise InvalidInput(gettext("请填写电话号码，例如 0354-000 0000"), field="telephone")
    return line


def _name_taken() -> Conflict:
    return Conflict(gettext("已有同名的合作单位"), field="name")
