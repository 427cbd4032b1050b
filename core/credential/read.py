"""Reads whatever a scanner, a camera or a keyboard gave."""

import re
from collections.abc import Mapping

from core.credential.digits import has_our_tag, read_digits
from core.credential.fields import Presentation
from core.credential.issuer_key import IssuerKey
from core.credential.tokens import read_presentation_text
from core.credential.unread import Unread, is_payment_code

MAX_CHARACTERS = 4096

_BLANKS = " \t\r\n"
# A JWS or JWE in compact form, or an SD-JWT: its header begins with {" and so its text with ey.
_TOKEN = re.compile(r"ey[A-Za-z0-9_=-]*(?:\.[A-Za-z0-9_=-]*){2,4}(?:~[A-Za-z0-9_.=~-]*)?")


def read(text: str, keys: Mapping[int, IssuerKey]) -> Presentation | Unread:
    """The presentation in a text, or why there is none. Never raises; believes no signature yet.

    Any string is judged; one of more than 4,096 characters is unreadable. Blanks and line ends
    around it, which scanners add, do not count. `keys` are the issuer's by number: only the token
    form needs them, to rebuild what its `kid` fixes.
    """
    if len(text) > MAX_CHARACTERS:
        return Unread.UNREADABLE
    text = text.strip(_BLANKS)
    if has_our_tag(text):
        return read_digits(text)
    if is_payment_code(text):
        return Unread.PAYMENT_CODE
    if _TOKEN.fullmatch(text):
        return read_presentation_text(text, keys)
    return Unread.UNREADABLE
