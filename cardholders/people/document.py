"""Read the number of an identity document as people type it, and refuse what cannot be one."""

import re
import unicodedata
from datetime import date

from flask_babel import gettext
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from cardholders.people.models import DocumentType
from core.errors import InvalidInput

FIELD = "document_number"
_RESIDENT_ID = re.compile(r"[0-9]{17}[0-9X]")
_PASSPORT = re.compile(r"[A-Z0-9]{5,20}")
_EARLIEST_BIRTH = date(1900, 1, 1)


def compact_document(text: str) -> str:
    """Answer a typed number as it is kept: NFKC, upper case, without spaces and hyphens."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s\-‐–—]", "", plain)


def read_document(kind: DocumentType, text: str, *, today: date) -> str:
    """Answer the number of a document in its kept form; raises InvalidInput beside its field.

    A resident identity number (GB 11643-1999) needs its check digit and a birth date that has
    been; the region of its first six digits is not looked up, because regions are renamed.
    """
    number = compact_document(text)
    if not number:
        raise InvalidInput(gettext("请填写证件号码"), field=FIELD)
    if kind is DocumentType.PASSPORT:
        if not _PASSPORT.fullmatch(number):
            raise InvalidInput(gettext("护照号码应为5至20位字母和数字"), field=FIELD)
        return number
    if not _RESIDENT_ID.fullmatch(number):
        raise InvalidInput(gettext("居民身份证号码应为18位，末位可为X"), field=FIELD)
    if number[-1] != ric.calc_check_digit(number):
        raise InvalidInput(gettext("身份证号码校验位不对，请逐位核对"), field=FIELD)
    if not _EARLIEST_BIRTH <= _birth_date(number) <= today:
        raise InvalidInput(gettext("身份证号码中的出生日期不对，请核对"), field=FIELD)
    return number


def _birth_date(number: str) -> date:
    try:
        return ric.get_birth_date(number)
    except ValidationError:
        return date.max
