"""The notice: on the page that activates a card, and recorded with the binding."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from cardholders.cards.models import CardCredential
from cardholders.consents.load_terms import consent_terms
from cardholders.consents.models import Consent
from cardholders.consents.terms import ConsentPurpose
from core.policy.vocabulary import Language
from tests.bed.factories import World
from tests.cardholders.phone.activation_bed import Telephone

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) MicroMessenger/8.0.49"
BIND = "/phone/api/activation/bind"


@pytest.mark.parametrize("language", list(Language))
def test_the_page_shows_the_notice_whole(client: FlaskClient, language: Language) -> None:
    page = client.get(f"/phone/shell/activate/{language}").text
    notice = consent_terms().of(ConsentPurpose.SERVICE_NOTICE).current
    assert f'data-notice-version="{notice.version}"' in page
    for point in notice.points:
        assert point.in_(language) in page.replace("&#39;", "'")


@pytest.mark.parametrize(
    ("shown", "recorded"), [({"notice_version": 1}, [1]), ({"notice_version": 99}, []), ({}, [])]
)
def test_a_binding_records_the_notice_that_was_shown_and_the_kind_of_phone(
    client: FlaskClient, world: World, shown: dict[str, int], recorded: list[int]
) -> None:
    phone = Telephone(client, world)
    token = phone.link(world.card())
    phone.ask_for_code(token)
    body = {**phone.binding(token, phone.received_code()), **shown}
    for _lost_answer in range(2):
        answer = client.post(BIND, json=body, headers={"User-Agent": IPHONE})
        assert answer.status_code == 200, answer.text
    with world.parts.database.reading() as session:
        kept = session.scalars(select(Consent)).all()
        label = session.scalars(select(CardCredential.phone_label)).one()
    assert [each.version for each in kept] == recorded
    assert label == "iphone wechat"
