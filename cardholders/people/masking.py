"""What of names, telephones, mail addresses and card numbers may be shown to most people."""

SHOWN_DIGITS = 4
SHOWN_END = 3


def mask_name(name: str) -> str:
    """Mask a name as identity checks here do: the family name stays, the rest is stars.

    陈望舒 becomes 陈**, Maria Schönfeld becomes M*** S********.
    """
    parts = name.split()
    if len(parts) == 1 and not name.isascii():
        return name[0] + "*" * max(len(name) - 1, 1)
    return " ".join(part[0] + "*" * (len(part) - 1) for part in parts)


def mask_mobile(mobile: str) -> str:
    """Mask a telephone number in E.164: +8613812345678 becomes +86138****5678."""
    return f"{mobile[: -2 * SHOWN_DIGITS]}{'*' * SHOWN_DIGITS}{mobile[-SHOWN_DIGITS:]}"


def mask_mail(address: str) -> str:
    """Mask a mail address: zhang.san@example.edu.cn becomes z***@example.edu.cn."""
    local, _, domain = address.rpartition("@")
    shown = local[:1] if len(local) > 1 else ""
    return f"{shown}***@{domain}"


def mask_number(number: str) -> str:
    """Mask a card number for a partner's lists: JZ26-000123-7 becomes JZ26-*****3-7."""
    head, _, tail = number.partition("-")
    hidden = "*" * max(len(tail) - SHOWN_END, 0)
    return f"{head}-{hidden}{tail[-SHOWN_END:]}"
