"""The partners of the sample data: one of each kind, their sites with dated grades, their desks.

Public text names the hospital, 平遥古城 and 乔家大院 (which lost its 5A on 2019-07-31); every
other venue is invented and says so （演示）.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from core.policy.vocabulary import PartnerKind
from partners.models import Desk, DeskProfile, Partner, Site, SiteGrade

TELEPHONE = "0354-000 0000"


class SampleDesk(StrEnum):
    """The desks, as the sample's own story calls them."""

    GREEN_CHANNEL = "green_channel"
    CHECKUPS = "checkups"
    OLD_TOWN_GATE = "old_town_gate"
    OLD_TOWN_TURNSTILE = "old_town_turnstile"
    COURTYARD_GATE = "courtyard_gate"
    RECEPTION = "reception"
    WINDOW = "window"


MAIN_DESKS: Mapping[PartnerKind, SampleDesk] = {
    PartnerKind.HOSPITAL: SampleDesk.GREEN_CHANNEL,
    PartnerKind.SCENIC: SampleDesk.OLD_TOWN_GATE,
    PartnerKind.APARTMENT: SampleDesk.RECEPTION,
    PartnerKind.SERVICE_DESK: SampleDesk.WINDOW,
}
"""Where each kind's operator stands and its device is enrolled."""


@dataclass(frozen=True, slots=True)
class _Desk:
    code: SampleDesk
    name: str
    name_en: str
    profile: DeskProfile = DeskProfile.STAFFED


@dataclass(frozen=True, slots=True)
class _Site:
    name: str
    name_en: str
    division: str
    desks: tuple[_Desk, ...]
    grade: str | None = None
    since: date = date(2015, 1, 1)
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Partner:
    kind: PartnerKind
    name: str
    name_en: str
    sites: tuple[_Site, ...]


_PARTNERS = (
    _Partner(
        PartnerKind.HOSPITAL,
        "晋中市第一人民医院",
        "Jinzhong First People's Hospital",
        (
            _Site(
                "晋中市第一人民医院",
                "Jinzhong First People's Hospital",
                "yuci",
                (
                    _Desk(SampleDesk.GREEN_CHANNEL, "人才绿色通道", "Talent green channel"),
                    _Desk(SampleDesk.CHECKUPS, "体检中心", "Check-up centre"),
                ),
                grade="三甲",
            ),
        ),
    ),
    _Partner(
        PartnerKind.SCENIC,
        "晋中景区联合票务（演示）",
        "Jinzhong scenic areas ticketing (sample)",
        (
            _Site(
                "平遥古城",
                "Pingyao Ancient City",
                "pingyao",
                (
                    _Desk(SampleDesk.OLD_TOWN_GATE, "北门检票口", "North gate", DeskProfile.GATE),
                    _Desk(
                        SampleDesk.OLD_TOWN_TURNSTILE,
                        "北门2号闸机",
                        "North gate, turnstile 2",
                        DeskProfile.TURNSTILE,
                    ),
                ),
                grade="5A",
                since=date(2015, 7, 20),
            ),
            _Site(
                "乔家大院",
                "Qiao Family Courtyard",
                "qixian",
                (_Desk(SampleDesk.COURTYARD_GATE, "正门检票口", "Main gate", DeskProfile.GATE),),
                grade="5A",
                since=date(2014, 11, 1),
                until=date(2019, 7, 31),
            ),
        ),
    ),
    _Partner(
        PartnerKind.APARTMENT,
        "汾水人才公寓（演示）",
        "Fenshui Talent Apartments (sample)",
        (
            _Site(
                "汾水人才公寓1号楼（演示）",
                "Fenshui Talent Apartments, block 1 (sample)",
                "yuci",
                (_Desk(SampleDesk.RECEPTION, "前台", "Reception"),),
            ),
        ),
    ),
    _Partner(
        PartnerKind.SERVICE_DESK,
        "人才服务专窗（演示）",
        "Talent service desk (sample)",
        (
            _Site(
                "政务大厅人才服务专窗（演示）",
                "Talent service desk, government hall (sample)",
                "yuci",
                (_Desk(SampleDesk.WINDOW, "1号窗口", "Window 1"),),
            ),
        ),
    ),
)


def open_desks(session: Session) -> dict[SampleDesk, Desk]:
    """Add every partner with its sites, grades and desks; answer the desks."""
    opened: dict[SampleDesk, Desk] = {}
    for each in _PARTNERS:
        partner = Partner(kind=each.kind, name=each.name, name_en=each.name_en, telephone=TELEPHONE)
        for place in each.sites:
            site = Site(
                partner=partner, name=place.name, name_en=place.name_en, division=place.division
            )
            session.add(site)
            session.flush()
            if place.grade:
                session.add(
                    SiteGrade(
                        site_id=site.id,
                        grade=place.grade,
                        valid_from=place.since,
                        valid_until=place.until,
                    )
                )
            for desk in place.desks:
                opened[desk.code] = Desk(
                    site=site, name=desk.name, name_en=desk.name_en, profile=desk.profile
                )
                session.add(opened[desk.code])
    session.flush()
    return opened
