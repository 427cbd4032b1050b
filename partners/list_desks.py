"""A partner's desks with the devices that stand at them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.policy.vocabulary import Language
from partners.models import Desk, DeskProfile, Device, Site


class DeviceState(StrEnum):
    """Where a device stands."""

    WAITING = "waiting"
    RUN_OUT = "run_out"
    ENROLLED = "enrolled"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device as the partner's manager sees it; `code_until` matters while it is waiting."""

    id: int
    label: str
    state: DeviceState
    code_until: datetime
    enrolled_at: datetime | None
    last_seen_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A desk of the partner; `is_open` is False for one that is closed for good."""

    id: int
    site_id: int
    site: str
    name: str
    profile: DeskProfile
    is_open: bool
    devices: tuple[DeviceLine, ...]


def load_desks(
    session: Session, partner_id: int, *, language: Language, now: datetime
) -> tuple[DeskLine, ...]:
    """Answer the desks of one partner by site and name, each with its devices, newest first."""
    english = language is Language.EN
    desks = session.execute(
        select(
            Desk.id,
            Desk.site_id,
            Desk.profile,
            Desk.closed_at,
            (Site.name_en if english else Site.name).label("site"),
            (Desk.name_en if english else Desk.name).label("name"),
        )
        .join(Site, Site.id == Desk.site_id)
        .where(Site.partner_id == partner_id)
        .order_by(Site.id, Desk.id)
    ).all()
    devices = session.scalars(
        select(Device)
        .where(Device.desk_id.in_([desk.id for desk in desks]))
        .order_by(Device.id.desc())
    ).all()
    return tuple(
        DeskLine(
            id=desk.id,
            site_id=desk.site_id,
            site=desk.site,
            name=desk.name,
            profile=desk.profile,
            is_open=desk.closed_at is None,
            devices=tuple(_device(each, now) for each in devices if each.desk_id == desk.id),
        )
        for desk in desks
    )


def _device(device: Device, now: datetime) -> DeviceLine:
    if device.revoked_at is not None:
        state = DeviceState.REVOKED
    elif device.enrolled_at is not None:
        state = DeviceState.ENROLLED
    else:
        state = DeviceState.WAITING if device.code_expires_at > now else DeviceState.RUN_OUT
    return DeviceLine(
        id=device.id,
        label=device.label,
        state=state,
        code_until=device.code_expires_at,
        enrolled_at=device.enrolled_at,
        last_seen_at=device.last_seen_at,
        revoked_at=device.revoked_at,
    )
