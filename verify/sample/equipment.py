"""The devices of the sample data: one at each desk, one that was revoked, one that never came."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from core.policy.vocabulary import PartnerKind
from partners.devices import enrol_device, invite_device, revoke_device
from partners.models import Desk
from verify.sample.places import MAIN_DESKS, SampleDesk

LABELS = {
    SampleDesk.GREEN_CHANNEL: "挂号系统接口",
    SampleDesk.CHECKUPS: "体检中心平板",
    SampleDesk.OLD_TOWN_GATE: "北门检票机",
    SampleDesk.OLD_TOWN_TURNSTILE: "2号闸机控制器",
    SampleDesk.COURTYARD_GATE: "正门检票机",
    SampleDesk.RECEPTION: "前台电脑",
    SampleDesk.WINDOW: "窗口电脑",
}


@dataclass(frozen=True, slots=True)
class Equipment:
    """The enrolled devices: their ids by desk, and the tokens of each kind's main desk."""

    ids: dict[SampleDesk, int]
    tokens: dict[PartnerKind, str]


def set_up_devices(
    session: Session, desks: dict[SampleDesk, Desk], *, since: datetime, now: datetime
) -> Equipment:
    """Enrol a device at every desk; answer their ids and the tokens that scripts may use."""
    kinds = {desk: kind for kind, desk in MAIN_DESKS.items()}
    equipment = Equipment({}, {})
    for code, desk in desks.items():
        invitation = invite_device(session, desk.id, label=LABELS[code], now=since)
        enrolled = enrol_device(session, invitation.code, now=since + timedelta(minutes=5))
        equipment.ids[code] = enrolled.device.id
        if code in kinds:
            equipment.tokens[kinds[code]] = enrolled.token
    green_channel = desks[SampleDesk.GREEN_CHANNEL].id
    lost = invite_device(session, green_channel, label="旧平板（已遗失）", now=since)
    enrol_device(session, lost.code, now=since + timedelta(minutes=9))
    revoke_device(session, lost.device.id, now=now - timedelta(days=5))
    invite_device(session, green_channel, label="新平板（待接入）", now=now - timedelta(minutes=5))
    return equipment
