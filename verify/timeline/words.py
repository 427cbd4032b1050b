"""Words of a card's timeline."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from verify.timeline.moments import Shown

SHOWN_WORDS: Mapping[Shown, LazyString] = MappingProxyType(
    {
        Shown.ALL: lazy_gettext("全部经过"),
        Shown.USES: lazy_gettext("扫码和使用"),
        Shown.ACTS: lazy_gettext("办理"),
    }
)
