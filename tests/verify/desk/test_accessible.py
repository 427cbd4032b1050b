"""Desk and gate have no finding of axe in any state that is built differently, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from core.policy.vocabulary import Honour, PartnerKind
from tests.bed.factories import World
from tests.verify.desk.desk_page import DeskPage, DeskPages


def findings(desk: DeskPage) -> list[str]:
    """Answer what axe finds, one line each."""
    found = Axe().run(desk.page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", [PartnerKind.HOSPITAL, PartnerKind.SCENIC])
def test_axe_finds_nothing(
    world: World, desks: DeskPages, chromium: Browser, kind: PartnerKind, scheme: str
) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    desk = desks.open(world.desk(kind), context=context)
    assert findings(desk) == []
    desk.wedge(world.phone(world.card(Honour.XIANCAI)).digits())
    is_gate = kind is PartnerKind.SCENIC
    desk.expect(*("granted", "请通行") if is_gate else ("choose", "身份有效"))
    assert findings(desk) == []
    desk.wedge(world.printed(world.card()))
    desk.expect("choose", "请核对证件")
    assert findings(desk) == []
    desk.wedge("281234567890123456")
    desk.expect("unreadable", "这是付款码")
    assert findings(desk) == []
