"""Limits that follow the phone, wherever it asks from."""

from cardholders.phone.caller import current_phone


def by_phone() -> str:
    """Answer the key under which the asking phone's requests are counted."""
    return f"phone:{current_phone().credential_id}"
