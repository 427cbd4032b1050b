"""Read a mail address as people type it, and keep it so that equal ones are found."""

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext

from core.errors import InvalidInput

FIELD = "mail"
MAIL = "holders.mail"
"""What a holder's address is sealed and indexed for."""

LONGEST = 254  # RFC 5321, section 4.5.3.1.3


def read_mail(text: str) -> str | None:
    """Answer the address in its kept form, or None when none was typed.

    Raises InvalidInput for what no mail can be sent to; nobody is asked over the network.
    """
    if not text.strip():
        return None
    address = parse_mail(text)
    if address is None:
        raise InvalidInput(gettext("邮箱地址不对，请核对"), field=FIELD)
    return address


def parse_mail(text: str) -> str | None:
    """Answer the address in small letters, or None when the text is no address.

    Letters before the @ may differ by case in theory and do not in practice, while people type
    them either way. A domain in another script is kept as the mail servers spell it (RFC 5890).
    """
    typed = text.strip()
    if len(typed) > LONGEST:
        return None
    try:
        read = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return (read.ascii_email or read.normalized).lower()
