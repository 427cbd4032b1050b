"""Devices as callers: a bearer token in the `Authorization` header stands for one desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Request
from flask_login import current_user
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from core.accounts.callers import Caller
from core.accounts.roles import DEVICE_PERMISSIONS
from core.clock import shanghai_date
from core.database.base import table_of
from core.encryption import token_hash
from core.errors import Forbidden
from core.web.services import services
from partners.models import Desk, Device
from partners.places import PLACE_COLUMNS, WITH_GRADE, Place, to_place

SEEN_EVERY = timedelta(minutes=1)
MAX_TOKEN = 128


@dataclass(frozen=True, eq=False)
class DeviceCaller(Caller):
    """An enrolled device; `place` is where it stands, None when its desk is closed."""

    device_id: int
    place: Place | None
    seen_at: datetime | None
    permissions = DEVICE_PERMISSIONS

    def is_seen_again(self, now: datetime) -> bool:
        """Answer whether it is time to note that the device is here."""
        return self.seen_at is None or self.seen_at < now - SEEN_EVERY


_DEVICES, _DESKS = table_of(Device), table_of(Desk)
_FIND_DEVICE = (
    select(_DEVICES.c.id, _DEVICES.c.last_seen_at, *PLACE_COLUMNS)
    .select_from(WITH_GRADE.join(_DEVICES, _DEVICES.c.desk_id == _DESKS.c.id))
    .where(_DEVICES.c.token_hash == bindparam("token"), _DEVICES.c.revoked_at.is_(None))
)


def load_device(_request: Request, token: str) -> Caller | None:
    """Answer the device a bearer token belongs to, with its place today, or None."""
    if not token or len(token) > MAX_TOKEN:
        return None
    parts = services()
    wanted = {"token": token_hash(token), "today": shanghai_date(parts.now())}
    with parts.database.alone() as connection:
        found = connection.execute(_FIND_DEVICE, wanted).first()
    if found is None:
        return None
    place = to_place(found, parts.policy)
    return DeviceCaller(found.id, place=place, seen_at=found.last_seen_at)


def current_device() -> DeviceCaller:
    """Answer the device that is asking; raises Forbidden for anybody else."""
    caller = current_user._get_current_object()  # noqa: SLF001  # the proxy's documented way out
    if not isinstance(caller, DeviceCaller):
        raise Forbidden("this needs a device token")
    return caller


def mark_seen(session: Session, device_id: int, *, now: datetime) -> None:
    """Note that a device was here, at most once a minute."""
    session.connection().execute(
        update(Device)
        .where(
            Device.id == device_id,
            Device.last_seen_at.is_(None) | (Device.last_seen_at < now - SEEN_EVERY),
        )
        .values(last_seen_at=now)
    )
