"""The transport of a QR: a tag, the packed presentation as a decimal, two check digits."""

from collections.abc import Mapping
from types import MappingProxyType

from stdnum.iso7064 import mod_97_10

from core.credential.fields import CredentialForm, Presentation
from core.credential.packing import WIDTHS, pack, unpack
from core.credential.unread import Unread

TAG_DIGITS = 2
CHECK_DIGITS = 2

_TAGS: Mapping[CredentialForm, str] = MappingProxyType(
    {CredentialForm.PHONE: "71", CredentialForm.PRINTED: "72"}
)
_FORMS: Mapping[str, CredentialForm] = MappingProxyType({tag: form for form, tag in _TAGS.items()})
_NUMBER_DIGITS: Mapping[CredentialForm, int] = MappingProxyType(
    {form: len(str((1 << sum(widths)) - 1)) for form, widths in WIDTHS.items()}
)


def write_digits(presentation: Presentation) -> str:
    """The presentation as digits: 437 for a phone (QR version 8-L), 196 printed (version 5-L)."""
    form = presentation.credential.form
    body = _TAGS[form] + str(pack(presentation)).zfill(_NUMBER_DIGITS[form])
    return body + mod_97_10.calc_check_digits(body)


def has_our_tag(text: str) -> bool:
    """Whether a text is all digits and begins as a code of ours does."""
    return text.isascii() and text.isdigit() and text[:TAG_DIGITS] in _FORMS


def read_digits(text: str) -> Presentation | Unread:
    """The presentation that a text with our tag carries.

    The fixed width tells a scan that was cut off, the check digits one that was mistyped, from
    one that was forged. Two scans run together are unreadable: none of them is the one meant.
    """
    form = _FORMS[text[:TAG_DIGITS]]
    width = _NUMBER_DIGITS[form]
    surplus = text[TAG_DIGITS + width + CHECK_DIGITS :]
    if has_our_tag(surplus):
        return Unread.UNREADABLE
    if surplus or len(text) < TAG_DIGITS + width + CHECK_DIGITS:
        return Unread.TRUNCATED
    # ISO 7064 mod 97-10: with its check digits the whole leaves 1. The number is needed anyway.
    if int(text) % 97 != 1:
        return Unread.MISTYPED
    try:
        return unpack(int(text[TAG_DIGITS:-CHECK_DIGITS]), form)
    except ValueError:
        return Unread.MISTYPED
