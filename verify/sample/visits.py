"""Who went where in the sample's last days, and what they showed there.

Those with an active printed card keep their check-up of the year and their room unused, so that
scripts can begin with them.
"""

from dataclasses import dataclass
from enum import StrEnum

from verify.sample.places import SampleDesk


class Shown(StrEnum):
    """What the scanner reads."""

    PHONE = "phone"
    PRINTED = "printed"
    SCREENSHOT = "screenshot"
    PASSED_ON = "passed_on"
    FORGED = "forged"
    MISTYPED = "mistyped"
    TRUNCATED = "truncated"
    PAYMENT_CODE = "payment_code"
    NOTHING_OF_OURS = "nothing_of_ours"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: Shanghai time, the person, the desk, the benefits asked for one by one.

    `undone` takes the last use back a few minutes later; `by_system` is the partner's own system
    asking through the API instead of the operator.
    """

    days_ago: int
    at: str
    who: str
    desk: SampleDesk
    benefits: tuple[str, ...] = ()
    shown: Shown = Shown.PHONE
    document_checked: bool = False
    undone: bool = False
    by_system: bool = False


CHEN, MARIA, OUYANG = "陈望舒", "Maria Elena Keller-Schönfeld", "欧阳清扬"
GULI, LIU, SUN = "古丽巴哈尔·买买提艾力", "刘既白", "孙允中"
SIMA, ALEX = "司马云帆", "Alexandros Konstantinos Papadimitriou-Vlachopoulos"
ZHAO, GAO, QIAN, ZHOU = "赵守正", "高见远", "钱䶮", "周以宁"

_GREEN, _CHECKUPS = SampleDesk.GREEN_CHANNEL, SampleDesk.CHECKUPS
_GATE, _TURNSTILE = SampleDesk.OLD_TOWN_GATE, SampleDesk.OLD_TOWN_TURNSTILE
_COURTYARD, _ROOM, _WINDOW = SampleDesk.COURTYARD_GATE, SampleDesk.RECEPTION, SampleDesk.WINDOW
_CARE = ("appointment", "escort")

VISITS: tuple[Visit, ...] = (
    Visit(13, "09:12", CHEN, _GREEN, ("appointment", "escort", "expert_consultation")),
    Visit(13, "10:40", LIU, _GATE),
    Visit(13, "14:05", SUN, _ROOM, ("apartment",)),
    Visit(12, "08:31", GULI, _GREEN, _CARE),
    Visit(12, "09:02", SIMA, _CHECKUPS, ("checkup",)),
    Visit(12, "11:15", ALEX, _GATE),
    Visit(12, "15:20", OUYANG, _WINDOW, ("schooling",)),
    Visit(11, "09:44", SUN, _GREEN, ("appointment",)),
    Visit(11, "10:10", MARIA, _GREEN, ("health_adviser",)),
    Visit(11, "10:22", ZHAO, _GATE, shown=Shown.PRINTED, document_checked=True),
    Visit(11, "16:30", LIU, _WINDOW, ("business_registration",)),
    Visit(10, "08:50", OUYANG, _GREEN, ("health_adviser",)),
    Visit(10, "09:30", SUN, _CHECKUPS, ("checkup",)),
    Visit(10, "11:02", MARIA, _GATE),
    Visit(10, "11:05", MARIA, _GATE),
    Visit(10, "13:47", "", _GATE, shown=Shown.PAYMENT_CODE),
    Visit(9, "09:05", LIU, _GREEN, ("expert_consultation",)),
    Visit(9, "10:00", SIMA, _GATE),
    Visit(9, "10:33", CHEN, _GATE, shown=Shown.SCREENSHOT),
    Visit(9, "10:34", CHEN, _GATE),
    Visit(9, "17:10", ALEX, _ROOM, ("apartment",)),
    Visit(8, "08:20", OUYANG, _CHECKUPS, ("checkup",), undone=True),
    Visit(8, "09:15", ZHAO, _GREEN, _CARE, Shown.PRINTED, document_checked=True),
    Visit(8, "10:41", GULI, _WINDOW, ("transport",)),
    Visit(8, "14:12", SUN, _GATE),
    Visit(7, "09:26", SIMA, _GREEN, ("appointment",)),
    Visit(7, "10:50", LIU, _TURNSTILE),
    Visit(7, "11:20", ZHAO, _TURNSTILE, shown=Shown.PRINTED),
    Visit(7, "11:22", ZHAO, _GATE, shown=Shown.PRINTED, document_checked=True),
    Visit(7, "15:55", MARIA, _WINDOW, ("residence_and_immigration",)),
    Visit(6, "08:45", QIAN, _CHECKUPS, ("checkup",)),
    Visit(6, "09:37", QIAN, _GREEN, ("appointment", "expert_consultation")),
    Visit(6, "10:15", GAO, _GATE, shown=Shown.PRINTED, document_checked=True),
    Visit(6, "14:30", OUYANG, _COURTYARD),
    Visit(5, "09:08", SUN, _GREEN, ("appointment",)),
    Visit(5, "09:40", CHEN, _GREEN, ("escort",), undone=True),
    Visit(5, "10:12", ALEX, _GATE),
    Visit(5, "10:13", "", _GATE, shown=Shown.NOTHING_OF_OURS),
    Visit(5, "16:05", QIAN, _ROOM, ("apartment",)),
    Visit(4, "08:58", ALEX, _CHECKUPS, ("checkup",)),
    Visit(4, "09:20", ZHOU, _GREEN, _CARE, Shown.PRINTED, document_checked=True, by_system=True),
    Visit(4, "10:48", GULI, _GATE),
    Visit(4, "11:30", CHEN, _GATE, shown=Shown.MISTYPED),
    Visit(4, "11:31", CHEN, _GATE),
    Visit(3, "09:11", SIMA, _GREEN, ("appointment",)),
    Visit(3, "10:26", MARIA, _GATE),
    Visit(3, "10:27", MARIA, _TURNSTILE, shown=Shown.PASSED_ON),
    Visit(3, "13:40", ALEX, _WINDOW, ("public_culture",)),
    Visit(3, "15:02", QIAN, _CHECKUPS, ("checkup",)),
    Visit(2, "08:35", LIU, _GREEN, ("expert_consultation",), by_system=True),
    Visit(2, "09:50", CHEN, _GREEN, _CARE),
    Visit(2, "10:05", SIMA, _ROOM, ("apartment",)),
    Visit(2, "11:11", QIAN, _GATE),
    Visit(2, "14:20", SUN, _GATE),
    Visit(2, "16:44", OUYANG, _WINDOW, ("schooling",)),
    Visit(1, "08:42", ALEX, _GREEN, _CARE, by_system=True),
    Visit(1, "09:01", ALEX, _CHECKUPS, ("checkup",)),
    Visit(1, "09:33", GULI, _GREEN, ("expert_consultation",), by_system=True),
    Visit(1, "10:18", LIU, _GATE, shown=Shown.FORGED),
    Visit(1, "10:52", OUYANG, _GATE),
    Visit(1, "11:40", "", _GREEN, shown=Shown.TRUNCATED),
    Visit(1, "14:09", QIAN, _ROOM, ("apartment",)),
    Visit(1, "15:36", CHEN, _GREEN, ("escort",)),
    Visit(1, "16:20", MARIA, _WINDOW, ("transport",)),
    Visit(0, "08:15", CHEN, _GREEN, ("appointment",)),
    Visit(0, "08:48", GULI, _GATE),
    Visit(0, "09:25", LIU, _GREEN, _CARE),
    Visit(0, "10:31", OUYANG, _GATE),
    Visit(0, "14:45", MARIA, _WINDOW, ("schooling",)),
)
