"""How often a code may be asked for and tried: the limits hold whoever asks from wherever."""

import http.client
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask.testing import FlaskClient
from limits.storage import MemoryStorage
from pydantic import SecretStr
from sqlalchemy import func, select

from app import create_app
from cardholders.phone.code_quota import DAY, HOUR, MOST_A_DAY, MOST_AN_HOUR
from cardholders.phone.models import CodePurpose, CodeQuota, OneTimeCode
from cardholders.phone.one_time_code import MAX_TRIES, CodeRefused, try_code
from core.settings import Settings, SmsBy
from core.web.limits import limiter
from tests.bed.factories import World
from tests.bed.server import StartServer
from tests.bed.sms_gateway import ACCEPTED, TOKEN, Gateway, Request, answering, hang_up, stall
from tests.bed.world import MovableClock
from tests.cardholders.phone.activation_bed import Telephone
from tests.cardholders.phone.conftest import house_of

MOBILE = "+8613812345678"
NOBODY = "+8613987654321"
GUESSES = 10_000
# A silent gateway is waited for 4 s (core/messages/sms_gateway.py).
SHORTER_THAN_THE_GATEWAY_S = 3


@pytest.fixture
def phone(client: FlaskClient, world: World) -> Telephone:
    world.signing_key()
    return Telephone(client, world)


def test_of_ten_thousand_guesses_a_handful_is_judged(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    world.card(mobile=MOBILE)
    asked = [phone.ask_by(MOBILE) for _ in range(MOST_AN_HOUR + 3)]
    assert [each.status_code for each in asked] == [200] * MOST_AN_HOUR + [429] * 3
    tickets = [each.get_json()["ticket"] for each in asked[:MOST_AN_HOUR]]
    codes = [message["code"] for message in phone.messages()]
    wrong = next(each for each in map(str, range(100_000, 100_010)) if each not in codes)
    with world.parts.database.writing() as session:
        for number in range(GUESSES):
            answer = try_code(
                session,
                tickets[number % len(tickets)],
                wrong,
                purpose=CodePurpose.BIND,
                vault=world.parts.vault,
                now=clock(),
            )
            assert isinstance(answer, CodeRefused)
    with world.parts.database.reading() as session:
        judged = session.scalar(select(func.sum(OneTimeCode.tries)))
    assert judged == MAX_TRIES * MOST_AN_HOUR
    for ticket, code in zip(tickets, codes, strict=True):
        assert phone.sign_in(ticket, code).get_json()["code"] == "wrong_code"


@pytest.mark.parametrize("contact", [MOBILE, NOBODY])
def test_a_number_gets_so_many_codes_an_hour_and_a_day_and_no_more(
    phone: Telephone, world: World, clock: MovableClock, contact: str
) -> None:
    world.card(mobile=MOBILE)
    assert _asked(phone, contact, MOST_AN_HOUR + 1) == [200] * MOST_AN_HOUR + [429]
    assert phone.ask_by("+8613700000000").status_code == 200
    clock.advance(HOUR)
    rest = MOST_A_DAY - MOST_AN_HOUR
    assert _asked(phone, contact, rest + 1) == [200] * rest + [429]
    clock.advance(HOUR)
    assert phone.ask_by(contact).get_json()["code"] == "too_many_codes"
    clock.advance(DAY - 2 * HOUR)
    assert phone.ask_by(contact).status_code == 200


def test_the_quota_holds_when_several_processes_are_asked_at_once(
    settings: Settings, world: World, phone: Telephone
) -> None:
    asked = 12
    world.card(mobile=MOBILE)
    applications = [create_app(settings, clock=world.clock) for _ in range(3)]
    clients = [applications[number % 3].test_client() for number in range(asked)]
    with ThreadPoolExecutor(asked) as pool:
        answers = list(
            pool.map(
                lambda client: (
                    client.post("/phone/api/sign-in/code", json={"contact": MOBILE}).status_code
                ),
                clients,
            )
        )
    for application in applications:
        application.extensions["services"].database.engine.dispose()
    assert sorted(answers) == [200] * MOST_AN_HOUR + [429] * (asked - MOST_AN_HOUR)


def test_what_was_counted_is_forgotten_after_a_day(
    phone: Telephone, world: World, clock: MovableClock
) -> None:
    phone.ask_by(NOBODY)
    clock.advance(DAY)
    phone.ask_by(MOBILE)
    with world.parts.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(OneTimeCode)) == 1
        assert session.scalar(select(func.count()).select_from(CodeQuota)) == 1


def test_limits_follow_the_contact_and_the_address(
    settings: Settings, clock: MovableClock, world: World
) -> None:
    limited = create_app(settings.model_copy(update={"limits_enabled": True}), clock=clock)
    client = limited.test_client()

    def ask(contact: str, address: str) -> int:
        return client.post(
            "/phone/api/sign-in/code",
            json={"contact": contact},
            environ_base={"REMOTE_ADDR": address},
        ).status_code

    one_contact = [ask(MOBILE, f"192.0.2.{number}") for number in range(1, 6)]
    one_address = [ask(f"+86138123400{number}", "192.0.2.99") for number in range(10, 22)]
    storage = limiter.storage
    assert isinstance(storage, MemoryStorage)
    keys = [str(key) for key in storage.storage]
    limited.extensions["services"].database.engine.dispose()
    assert one_contact == [200] * 3 + [429] * 2
    assert one_address == [200] * 10 + [429] * 2
    assert keys
    assert not any(MOBILE[3:] in key for key in keys)


@pytest.fixture
def by_gateway(settings: Settings, sms_gateway: Gateway) -> Settings:
    """Settings of an installation that sends through the gateway."""
    return settings.model_copy(
        update={
            "sms_sender": SmsBy.GATEWAY,
            "sms_gateway_url": sms_gateway.url,
            "sms_gateway_token": SecretStr(TOKEN),
        }
    )


def test_a_failed_sending_looks_like_any_other_and_uses_up_no_code(
    by_gateway: Settings, sms_gateway: Gateway, world: World, clock: MovableClock
) -> None:
    world.signing_key()
    world.card(mobile=MOBILE)
    sending = create_app(by_gateway, clock=clock)
    phone = Telephone(sending.test_client(), world)
    sms_gateway.answer = answering(500)
    assert _asked(phone, MOBILE, MOST_A_DAY + 1) == [200] * (MOST_A_DAY + 1)
    sms_gateway.answer = hang_up
    lost = phone.ask_by(MOBILE)
    sms_gateway.answer = answering(200, ACCEPTED)
    arrived = sms_gateway.received[-1].body["code"]
    assert phone.ask_by(MOBILE).status_code == 200
    assert phone.sign_in(lost.get_json()["ticket"], arrived).status_code == 200
    sending.extensions["services"].database.engine.dispose()


def test_the_answer_does_not_wait_for_the_gateway(
    live_server: StartServer, sms_gateway: Gateway
) -> None:
    """A gateway that takes its time would tell by it which numbers get a message."""
    asked = threading.Event()

    def hear_and_stall(request: Request) -> None:
        asked.set()
        stall(request)

    sms_gateway.answer = hear_and_stall
    by_gateway = {
        "SMS_SENDER": "gateway",
        "SMS_GATEWAY_URL": sms_gateway.url,
        "SMS_GATEWAY_TOKEN": TOKEN,
    }
    server = live_server(environment=by_gateway)
    with house_of(server) as house:
        house.world.card(mobile=MOBILE)
    connection = http.client.HTTPConnection(
        server.base_url.removeprefix("http://"), timeout=SHORTER_THAN_THE_GATEWAY_S
    )
    headers = {"Content-Type": "application/json"}
    connection.request("POST", "/phone/api/sign-in/code", json.dumps({"contact": MOBILE}), headers)
    answer = connection.getresponse()
    assert answer.status == 200
    assert json.loads(answer.read())["ticket"]
    connection.close()
    assert asked.wait(SHORTER_THAN_THE_GATEWAY_S)


def _asked(phone: Telephone, contact: str, times: int) -> list[int]:
    return [phone.ask_by(contact).status_code for _ in range(times)]
