"""What of a name or a telephone number may be shown to somebody who only holds a link."""

SHOWN_DIGITS = 4


def mask_name(name: str) -> str:
    """Mask a name as identity checks here do: the family name stays, the rest is stars.

    陈望舒 becomes 陈**, Maria Keller becomes M*** K*****.
    """
    if name.isascii():
        return " ".join(part[0] + "*" * (len(part) - 1) for part in name.split())
    return name[0] + "*" * max(len(name) - 1, 1)


def mask_mobile(mobile: str) -> str:
    """Mask a telephone number in E.164: +8613812345678 becomes +86138****5678."""
    return f"{mobile[: -2 * SHOWN_DIGITS]}{'*' * SHOWN_DIGITS}{mobile[-SHOWN_DIGITS:]}"
