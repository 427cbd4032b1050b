"""What the office writes down about a holder, and how each value is checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from cardholders.people.document import read_document
from cardholders.people.mail import read_mail
from cardholders.people.mobile import read_mobile
from cardholders.people.models import DocumentType
from cardholders.people.nationality import CHINA, is_nationality
from core.errors import InvalidInput
from core.policy.lists import Choice, Division
from core.policy.model import Policy
from core.typed_line import typed_line

NAME_LENGTH = 80
UNIT_LENGTH = 120


@dataclass(frozen=True, slots=True)
class HolderDetails:
    """A holder as typed.

    `host_employer` is the 用人单位 in the city, `home_unit` where the person's files are kept
    (article 2); the four codes are of the policy's own lists.
    """

    name: str
    document_type: DocumentType
    document_number: str
    host_employer: str
    home_unit: str
    engagement_form: str
    talent_kind: str
    field: str
    division: str
    nationality: str = CHINA
    mobile: str = ""
    mail: str = ""
    long_term: bool = False


@dataclass(frozen=True, slots=True)
class CheckedDetails:
    """The same, in the form in which it is kept: document compact, mobile in E.164, mail small."""

    columns: dict[str, object]
    document_number: str
    mobile: str | None
    mail: str | None


def check_details(details: HolderDetails, *, policy: Policy, today: date) -> CheckedDetails:
    """Answer the details as they are kept; raises InvalidInput with the field that is wrong."""
    columns: dict[str, object] = {
        "name": typed_line(details.name, "name", longest=NAME_LENGTH),
        "document_type": details.document_type,
        "nationality": _nationality(details),
        "host_employer": typed_line(details.host_employer, "host_employer", longest=UNIT_LENGTH),
        "home_unit": typed_line(details.home_unit, "home_unit", longest=UNIT_LENGTH),
        "engagement_form": _code(
            details.engagement_form, "engagement_form", policy.engagement_forms
        ),
        "talent_kind": _code(details.talent_kind, "talent_kind", policy.talent_kinds),
        "field": _code(details.field, "field", policy.fields),
        "division": _code(details.division, "division", policy.divisions),
        "long_term": details.long_term,
    }
    document = read_document(details.document_type, details.document_number, today=today)
    return CheckedDetails(columns, document, read_mobile(details.mobile), read_mail(details.mail))


def _code(code: str, field: str, choices: Iterable[Choice | Division]) -> str:
    if all(code != choice.code for choice in choices):
        raise InvalidInput(gettext("请从列表中选择"), field=field)
    return code


def _nationality(details: HolderDetails) -> str:
    if not is_nationality(details.nationality):
        raise InvalidInput(gettext("请从列表中选择"), field="nationality")
    return details.nationality
