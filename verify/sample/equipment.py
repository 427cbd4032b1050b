"""The devices of the sample data: one at each desk, one that was revoked, one that never came."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.policy.vocabulary import PartnerKind
from partners.devices import enrol_device, invite_device, revoke_device
from verify.sample.places import MAIN_DESKS, Desks


@dataclass(frozen=True, slots=True)
class Equipment:
    """The enrolled devices: their ids by desk, and the tokens of each kind's main desk."""

    ids: dict[str, int]
    tokens: dict[PartnerKind, str]


def set_up_devices(session: Session, desks: Desks, *, since: datetime, now: datetime) -> Equipment:
    """Enrol a device at every desk; answer their ids and the tokens that scripts may use."""
    kinds = {desk: kind for kind, desk in MAIN_DESKS.items()}
    equipment = Equipment({}, {})
    for code, opened in desks.items():
        label = opened.sample.device
        invitation = invite_device(session, opened.desk.id, label=label, now=since)
        enrolled = enrol_device(session, invitation.code, now=since + timedelta(minutes=5))
        equipment.ids[code] = enrolled.device.id
        if code in kinds:
            equipment.tokens[kinds[code]] = enrolled.token
    green_channel = desks[MAIN_DESKS[PartnerKind.HOSPITAL]].desk.id
    lost = invite_device(session, green_channel, label="旧平板（已遗失）", now=since)
    enrol_device(session, lost.code, now=since + timedelta(minutes=9))
    revoke_device(session, lost.device.id, now=now - timedelta(days=5))
    invite_device(session, green_channel, label="新平板（待接入）", now=now - timedelta(minutes=5))
    return equipment
