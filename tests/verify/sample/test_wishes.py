"""The sample's requests stand in every state, and each that was fulfilled was so by its scan."""

from collections import Counter

from sqlalchemy import select

from core.clock import shanghai_date
from tests.bed.world import OPENING
from tests.verify.sample.conftest import Town
from verify.requests.models import HolderRequest, RequestEvent
from verify.requests.rules import RequestState, state_on
from verify.sample.wishes import sample_wishes
from verify.scanning.models import UsageEntry
from verify.scanning.reasons import Outcome


def test_a_dozen_and_more_stand_in_every_state(town: Town) -> None:
    today = shanghai_date(OPENING)
    with town.parts.database.reading() as session:
        requests = session.scalars(select(HolderRequest)).all()
        events = Counter(session.scalars(select(RequestEvent.request_id)))
        used = set(
            session.scalars(
                select(UsageEntry.client_id).where(UsageEntry.outcome == Outcome.GRANTED)
            )
        )
    assert len(requests) == len(sample_wishes()) >= 12
    states = Counter(state_on(each.state, each.last_day, today=today) for each in requests)
    assert states.keys() == set(RequestState)
    assert states[RequestState.SUBMITTED] >= 4
    for each in requests:
        assert events[each.id] >= 1
        assert (each.redemption_id in used) == (each.state is RequestState.FULFILLED)


def test_they_ask_for_all_kinds_and_in_both_languages() -> None:
    wishes = sample_wishes()
    assert {each.language for each in wishes} == {"zh", "en"}
    assert {"appointment", "checkup", "apartment", "schooling", "title_review"} <= {
        each.benefit for each in wishes
    }
    assert all("演示" in each.note or "sample" in each.note for each in wishes if each.note)
