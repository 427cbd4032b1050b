"""A partner's desks and devices as an Excel file: a row for each device."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext

from core.spreadsheet import CellKind, Column
from partners.list_desks import DeskLine, DeviceLine
from partners.words import DEVICE_STATES, PROFILES


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A row of the file: a device at its desk, or a desk that has none."""

    desk: DeskLine
    device: DeviceLine | None = None


def by_device(desks: Iterable[DeskLine]) -> Iterator[DeviceRow]:
    """Answer a row for each device of each desk, one for a desk without any."""
    for desk in desks:
        for device in desk.devices:
            yield DeviceRow(desk, device)
        if not desk.devices:
            yield DeviceRow(desk)


def device_columns() -> tuple[Column[DeviceRow], ...]:
    """Answer the columns."""

    def state(row: DeviceRow) -> str | None:
        return str(DEVICE_STATES[row.device.state].word) if row.device else None

    def desk_state(row: DeviceRow) -> str:
        return gettext("开放") if row.desk.is_open else gettext("已关闭")

    return (
        Column(gettext("地点"), lambda row: row.desk.site, 30),
        Column(gettext("服务台"), lambda row: row.desk.name, 24),
        Column(gettext("工作方式"), lambda row: str(PROFILES[row.desk.profile]), 14),
        Column(gettext("服务台状态"), desk_state, 12),
        Column(gettext("设备"), lambda row: row.device.label if row.device else None, 24),
        Column(gettext("状态"), state, 14),
        Column(
            gettext("接入时间"),
            lambda row: row.device.enrolled_at if row.device else None,
            18,
            CellKind.MOMENT,
        ),
        Column(
            gettext("最近在线"),
            lambda row: row.device.last_seen_at if row.device else None,
            18,
            CellKind.MOMENT,
        ),
        Column(
            gettext("停用时间"),
            lambda row: row.device.revoked_at if row.device else None,
            18,
            CellKind.MOMENT,
        ),
    )
