"""The partners of partners.yaml: opened with their sites, dated grades and desks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from pydantic import ConfigDict, TypeAdapter
from sqlalchemy.orm import Session

from core.clock import shanghai_date
from core.policy.model import Policy
from core.policy.vocabulary import PartnerKind
from partners.grade_site import GradeEntry, grade_site
from partners.models import Desk, DeskProfile
from partners.open_desk import DeskDetails, close_desk, open_desk
from partners.open_site import SiteDetails, open_site
from partners.register_partner import PartnerDetails, register_partner
from verify.sample.sheet import read_sheet

TELEPHONE = "0354-000 0000"
MAIN_DESKS: Mapping[PartnerKind, str] = {
    PartnerKind.HOSPITAL: "green_channel",
    PartnerKind.SCENIC: "old_town_gate",
    PartnerKind.APARTMENT: "reception",
    PartnerKind.SERVICE_DESK: "window",
}
"""Where each kind's operator stands, and the device whose token scripts may use."""


@dataclass(frozen=True, slots=True)
class SampleDesk:
    """A desk; `code` is how the sample's own story calls it, `device` what stands there."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    code: str
    name: str
    name_en: str
    device: str
    profile: DeskProfile = DeskProfile.STAFFED
    closed: bool = False


@dataclass(frozen=True, slots=True)
class SampleGrade:
    """A grade between two days, which may be told in days from the day of seeding."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    grade: str
    since: date = date(2015, 1, 1)
    until: date | None = None
    starts_in: int | None = None
    ends_in: int | None = None

    def entry(self, today: date) -> GradeEntry:
        """Answer what the office types."""
        since, until = self.since, self.until
        if self.starts_in is not None:
            since = today + timedelta(days=self.starts_in)
        if self.ends_in is not None:
            until = today + timedelta(days=self.ends_in)
        return GradeEntry(self.grade, since, until)


@dataclass(frozen=True, slots=True)
class SampleSite:
    """A site with its grades, the oldest first, and its desks."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    name_en: str
    division: str
    desks: tuple[SampleDesk, ...]
    grades: tuple[SampleGrade, ...] = ()
    address: str = ""
    address_en: str = ""
    reservation: str = ""
    reservation_en: str = ""

    @property
    def details(self) -> SiteDetails:
        """What the office types."""
        return SiteDetails(
            self.name,
            self.name_en,
            self.division,
            self.address,
            self.address_en,
            self.reservation,
            self.reservation_en,
        )


@dataclass(frozen=True, slots=True)
class SamplePartner:
    """A partner with its sites."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: PartnerKind
    name: str
    name_en: str
    sites: tuple[SampleSite, ...]


@dataclass(frozen=True, slots=True)
class OpenedDesk:
    """A desk of the sample that stands in the database."""

    sample: SampleDesk
    kind: PartnerKind
    partner_id: int
    desk: Desk


Desks = dict[str, OpenedDesk]


@lru_cache(maxsize=1)
def sample_partners() -> tuple[SamplePartner, ...]:
    """Answer the partners, those with the main desks first."""
    return TypeAdapter(tuple[SamplePartner, ...]).validate_python(read_sheet("partners"))


def open_desks(session: Session, *, policy: Policy, since: datetime, now: datetime) -> Desks:
    """Register every partner as the office does; answer the desks by their codes."""
    desks: Desks = {}
    for each in sample_partners():
        details = PartnerDetails(each.kind, each.name, each.name_en, TELEPHONE)
        partner_id = register_partner(session, details).id
        for place in each.sites:
            site = open_site(session, partner_id, details=place.details, policy=policy)
            for grade in place.grades:
                entry = grade.entry(shanghai_date(now))
                grade_site(session, site.id, entry=entry, policy=policy)
            for sample in place.desks:
                typed = DeskDetails(sample.name, sample.name_en, sample.profile)
                desk = open_desk(session, site.id, details=typed, policy=policy)
                if sample.closed:
                    close_desk(session, desk.id, now=since + timedelta(days=180))
                desks[sample.code] = OpenedDesk(sample, each.kind, partner_id, desk)
    return desks
