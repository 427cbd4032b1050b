"""What people hold up to a scanner in the sample's story."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from verify.sample.holders import Holdings
from verify.sample.phones import SimulatedPhone
from verify.sample.visits import Shown, Visit

SCREENSHOT_AGE = timedelta(minutes=3)
PAYMENT_CODE = "134826590731846205"
OTHER_CODE = "https://example.invalid/ticket/20931"
CUT_AFTER = 300


@dataclass(slots=True)
class Codes:
    """The codes of everybody's cards, and the last one that each phone showed."""

    holdings: Holdings
    _last: dict[str, str] = field(init=False, default_factory=dict)

    def of(self, visit: Visit, *, now: datetime) -> str:
        """Answer what the scanner reads at that moment."""
        match visit.shown:
            case Shown.PAYMENT_CODE:
                return PAYMENT_CODE
            case Shown.NOTHING_OF_OURS:
                return OTHER_CODE
            case Shown.TRUNCATED:
                return max(self._last.values(), key=len)[:CUT_AFTER]
            case Shown.PASSED_ON:
                return self._last[visit.who]
            case Shown.PRINTED:
                return _there(self.holdings[visit.who].printed)
            case Shown.LOST:
                return _there(self.holdings[visit.who].lost)
        phone = self.holdings[visit.who].phone
        assert phone is not None
        return self._on_phone(phone, visit, now=now)

    def _on_phone(self, phone: SimulatedPhone, visit: Visit, *, now: datetime) -> str:
        match visit.shown:
            case Shown.SCREENSHOT:
                return phone.digits(now - SCREENSHOT_AGE)
            case Shown.FORGED:
                return phone.forged_digits(now)
            case Shown.MISTYPED:
                code = phone.digits(now)
                return code[:-1] + str((int(code[-1]) + 1) % 10)
            case _:
                self._last[visit.who] = phone.digits(now)
                return self._last[visit.who]


def _there(code: str | None) -> str:
    assert code is not None
    return code
