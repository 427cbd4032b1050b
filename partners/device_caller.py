"""Devices as callers: a bearer token in the `Authorization` header stands for one desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Request
from flask_login import current_user
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.accounts.callers import Caller
from core.accounts.roles import DEVICE_PERMISSIONS
from core.encryption import token_hash
from core.errors import Forbidden
from core.web.services import services
from partners.models import Device

SEEN_EVERY = timedelta(minutes=1)
MAX_TOKEN = 128


@dataclass(frozen=True, eq=False)
class DeviceCaller(Caller):
    """An enrolled device."""

    device_id: int
    desk_id: int
    permissions = DEVICE_PERMISSIONS


def load_device(_request: Request, token: str) -> Caller | None:
    """Answer the device a bearer token belongs to, or None."""
    if not token or len(token) > MAX_TOKEN:
        return None
    with services().database.reading() as session:
        found = session.execute(
            select(Device.id, Device.desk_id).where(
                Device.token_hash == token_hash(token), Device.revoked_at.is_(None)
            )
        ).first()
    return None if found is None else DeviceCaller(found.id, found.desk_id)


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
