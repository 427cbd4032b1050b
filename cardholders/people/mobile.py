"""Read a mobile number as people type it, and keep it in E.164."""

import phonenumbers
from flask_babel import gettext

from core.errors import InvalidInput

HOME_REGION = "CN"
FIELD = "mobile"
MOBILE = "holders.mobile"
"""What a holder's number is sealed and indexed for."""


def read_mobile(text: str) -> str | None:
    """Answer the number in E.164 ("+8613800000000"), or None when none was typed.

    A number without a country code is a Chinese one. Raises InvalidInput for what no telephone
    has, and for a Chinese landline, which receives no codes.
    """
    if not text.strip():
        return None
    number = parse_mobile(text)
    if number is None:
        raise InvalidInput(gettext("手机号不对，国外号码请以+和国家代码开头"), field=FIELD)
    return number


def parse_mobile(text: str) -> str | None:
    """Answer the number in E.164, or None when the text is no mobile number."""
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return None
    able = {
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in able:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
