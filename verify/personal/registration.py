"""What this side keeps about holders, as it is added to what the issuer's side knows of it."""

from flask import Flask
from flask_babel import lazy_gettext

from cardholders.self_service.personal_data import PersonalSource, add_personal_source
from verify.personal.uses import (
    adviser_facts,
    export_advisers,
    export_stays,
    export_uses,
    stay_facts,
    use_facts,
)
from verify.personal.wishes import export_reports, export_requests, report_facts, request_facts

_SOURCES = (
    PersonalSource("uses", lazy_gettext("使用记录"), 40, use_facts, export_uses, page="history"),
    PersonalSource("stays", lazy_gettext("人才公寓入住"), 50, stay_facts, export_stays),
    PersonalSource("advisers", lazy_gettext("健康顾问"), 55, adviser_facts, export_advisers),
    PersonalSource(
        "requests", lazy_gettext("申请"), 60, request_facts, export_requests, page="requests"
    ),
    PersonalSource("reports", lazy_gettext("反映"), 70, report_facts, export_reports),
)


def install_personal_data(app: Flask) -> None:
    """Add every group that this side keeps."""
    for source in _SOURCES:
        add_personal_source(app, source)
