"""Where a form may send a person on to: only a path of this very site."""

from urllib.parse import urlsplit


def own_path(target: str | None) -> str | None:
    """Answer the path when it stays on this site, None for anything that leads elsewhere."""
    if not target or not target.startswith("/") or target[:2] in {"//", "/\\"}:
        return None
    return None if urlsplit(target).netloc else target
