"""Why a scan is no presentation: it says what the person should do next, nothing is forged yet."""

import re
from enum import StrEnum


class Unread(StrEnum):
    """Reasons for which a text gives no presentation to check."""

    UNREADABLE = "unreadable"
    """No code of ours, nor one that we know."""
    PAYMENT_CODE = "payment_code"
    """A code of Alipay, WeChat Pay or UnionPay."""
    TRUNCATED = "truncated"
    """Ours by its beginning, but a part is missing or too much."""
    MISTYPED = "mistyped"
    """Ours and of the right length, but digits are wrong."""
    OTHER_TOKEN = "other_token"
    """A signed token, but not one of ours, or not letter for letter as we write it."""
    UNKNOWN_KEY = "unknown_key"
    """A token of ours as text under a `kid` that is unknown here; its fields cannot be rebuilt."""


# Alipay: 16 to 24 digits from 25 to 30. WeChat: 18 digits from 10 to 15, which a citizen's number
# from Shanxi (14…) also is, but for its date of birth. UnionPay: 19 digits from 62.
_PAYMENT_CODE = re.compile(
    r"(?:2[5-9]|30)\d{14,22}"
    r"|1[0-5](?!\d{4}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))\d{16}"
    r"|62\d{17}"
    r"|(?:wxp|weixin|alipays?)://.*"
    r"|https?://(?:qr\.alipay\.com|wx\.tenpay\.com|payapp\.weixin\.qq\.com|qr\.95516\.com)/.*",
    re.ASCII | re.IGNORECASE | re.DOTALL,
)


def is_payment_code(text: str) -> bool:
    """Whether a wallet's code was scanned in place of a card."""
    return _PAYMENT_CODE.fullmatch(text) is not None
