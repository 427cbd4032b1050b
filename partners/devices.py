"""Devices: a one-time code pairs one with its desk, a token speaks for it, one click ends it."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.encryption import token_hash
from core.errors import InvalidInput, NotFound
from partners.models import Desk, Device, Site

CODE_LIFETIME = timedelta(hours=1)
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # pragma: allowlist secret
CODE_LENGTH = 12
LABEL_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Invitation:
    """A device that may enrol, and the code it does so with; the code is shown only once."""

    device: Device
    code: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A device that is paired, and its bearer token; the token is shown only once."""

    device: Device
    token: str


def invite_device(
    session: Session, desk_id: int, *, label: str, now: datetime, partner_id: int | None = None
) -> Invitation:
    """Make a one-time enrolment code for a desk, valid for an hour.

    With `partner_id` only a desk of that partner; raises NotFound otherwise.
    """
    desk = select(Desk.id).join(Site, Site.id == Desk.site_id).where(Desk.id == desk_id)
    if partner_id is not None:
        desk = desk.where(Site.partner_id == partner_id)
    if session.scalar(desk) is None:
        raise NotFound(gettext("没有这个服务台"))
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    device = Device(
        desk_id=desk_id,
        label=label.strip()[:LABEL_LENGTH],
        code_hash=token_hash(code),
        code_expires_at=now + CODE_LIFETIME,
        created_at=now,
    )
    session.add(device)
    session.flush()
    return Invitation(device, code)


def enrol_device(session: Session, code: str, *, now: datetime) -> Enrolled:
    """Pair the device that knows the code; of two that try at once one is refused.

    Raises InvalidInput for a code that is unknown, used, run out or revoked: one answer for all.
    """
    token = secrets.token_urlsafe(32)
    paired = session.execute(
        update(Device)
        .where(
            Device.code_hash == token_hash(code.strip().upper()),
            Device.code_expires_at > now,
            Device.revoked_at.is_(None),
        )
        .values(code_hash=None, token_hash=token_hash(token), enrolled_at=now, last_seen_at=now)
        .returning(Device.id)
    ).scalar_one_or_none()
    if paired is None:
        raise InvalidInput(gettext("接入码无效或已用过，请在合作单位后台重新生成"))
    return Enrolled(session.get_one(Device, paired), token)


def revoke_device(
    session: Session, device_id: int, *, now: datetime, partner_id: int | None = None
) -> Device:
    """End a device in whatever state it is, also one that never enrolled; raises NotFound."""
    query = (
        select(Device)
        .join(Desk, Desk.id == Device.desk_id)
        .join(Site, Site.id == Desk.site_id)
        .where(Device.id == device_id)
    )
    if partner_id is not None:
        query = query.where(Site.partner_id == partner_id)
    device = session.scalar(query)
    if device is None:
        raise NotFound(gettext("没有这台设备"))
    device.revoked_at = device.revoked_at or now
    device.code_hash = None
    device.token_hash = None
    return device
