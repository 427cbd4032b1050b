"""Words of reports: what they are about, and how they stand."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from verify.reports.models import ReportKind, ReportState

KIND_WORDS: Mapping[ReportKind, LazyString] = MappingProxyType(
    {
        ReportKind.NOT_ME: lazy_gettext("不是本人"),
        ReportKind.CORRECTION: lazy_gettext("要求更正"),
        ReportKind.ERASURE: lazy_gettext("要求删除"),
    }
)
STATE_WORDS: Mapping[ReportState, LazyString] = MappingProxyType(
    {
        ReportState.OPEN: lazy_gettext("待答复"),
        ReportState.CLOSED: lazy_gettext("已答复"),
    }
)
