"""What a scanner read, looked at before anything is asked of a card: pure, and free of locks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.credential.check import Fault, check
from core.credential.fields import Presentation
from core.credential.issuer_key import IssuerKey
from core.credential.read import read
from core.credential.unread import Unread


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was read; `fault` says what its signatures or its times are guilty of."""

    read: Presentation | Unread
    fault: Fault | None = None


def read_code(text: str, keys: Mapping[int, IssuerKey], *, now: datetime) -> Code:
    """Read any string and check its signatures with the issuer's keys of this moment.

    Do it before a writing transaction opens: it is the dearest part of a scan, and SQLite has
    only one writer at a time.
    """
    found = read(text, keys)
    return Code(found) if isinstance(found, Unread) else Code(found, check(found, keys, now=now))
