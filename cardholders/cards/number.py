"""Card numbers: JZ, the year, a running number and a check digit, for example JZ26-000123-7."""

import re
from datetime import date

from stdnum.iso7064 import mod_11_10

_NUMBER = re.compile(r"JZ(\d{2})-(\d{6,})-(\d)")


def write_number(issued_on: date, running: int) -> str:
    """Answer the number of the `running`-th card; the check digit is ISO 7064 mod 11,10."""
    year, serial = f"{issued_on.year % 100:02d}", f"{running:06d}"
    return f"JZ{year}-{serial}-{mod_11_10.calc_check_digit(year + serial)}"


def is_number(text: str) -> bool:
    """Answer whether a text is a card number with the right check digit."""
    found = _NUMBER.fullmatch(text)
    return found is not None and mod_11_10.is_valid("".join(found.groups()))
