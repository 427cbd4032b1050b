"""The desk of the operator who asks."""

from datetime import datetime

from sqlalchemy.orm import Session

from core.accounts.callers import current_account
from core.web.services import services
from partners.operators import place_of_operator
from partners.places import Place
from verify.scanning.requests import Occasion, Station


def own_place(session: Session, now: datetime) -> Place:
    """Answer the operator's open desk; raises NotFound when there is none."""
    return place_of_operator(session, current_account(), policy=services().policy, now=now)


def occasion_of_operator(session: Session, now: datetime) -> Occasion:
    """Answer what a request of the operator's page is judged by."""
    station = Station(own_place(session, now), account_id=current_account().account_id)
    return Occasion(station, services().policy, services().vault, now)
