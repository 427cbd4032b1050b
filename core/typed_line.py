"""A line somebody typed: spaces joined, not empty, no longer than its column, nothing hidden."""

from flask_babel import gettext

from core.errors import InvalidInput


def typed_line(text: str, field: str, *, longest: int) -> str:
    """Answer the line as it is kept; raises InvalidInput that belongs beside `field`."""
    line = " ".join(text.split())
    if not line:
        raise InvalidInput(gettext("请填写此项"), field=field)
    if len(line) > longest or not line.isprintable():
        raise InvalidInput(gettext("请控制在%(count)s字以内", count=longest), field=field)
    return line
