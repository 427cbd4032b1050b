"""A holder's details as an officer types them, correct unless a test says otherwise."""

from dataclasses import replace
from typing import Any

from cardholders.people.details import HolderDetails
from cardholders.people.models import DocumentType

GOOD = HolderDetails(
    name="欧阳 静",
    document_type=DocumentType.RESIDENT_ID,
    document_number="000000199001010018",
    host_employer="演示液压件有限公司",
    home_unit="演示理工大学",
    engagement_form="project_cooperation",
    talent_kind="engineering",
    field="key_chains",
    division="yuci",
    mobile="13800000000",
)


def details(**changes: Any) -> HolderDetails:
    """Answer good details with some changed."""
    return replace(GOOD, **changes)
