"""The gateway's answers: one counts, every other is a failure that names nobody."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from pydantic import SecretStr

from core.messages.message import Channel, Message
from core.messages.sender import SendFailed
from core.messages.sms_gateway import MAX_ANSWER_BYTES, SmsGateway
from tests.bed.sms_gateway import (
    TOKEN,
    Gateway,
    Request,
    answering,
    cut_off,
    drip,
    flood,
    hang_up,
    speak_gibberish,
    stall,
)

MESSAGE = Message("+8613812345678", "验证码 271828，10分钟内有效。", "271828")
SECRETS = ("13812345678", "271828", TOKEN)
AT_MOST_S = 5

Answer = Callable[[Request], None]
BAD_ANSWERS: dict[str, Answer] = {
    "500": answering(500),
    "503 with success in it": answering(503, b'{"status": "accepted", "id": 1}'),
    "404": answering(404, b"<h1>Not Found</h1>"),
    "401": answering(401, b'{"error": "13812345678 271828"}'),
    "301": answering(301, Location="/v1/elsewhere"),
    "302": answering(302, Location="/v1/elsewhere"),
    "307": answering(307, Location="/v1/elsewhere"),
    "308 to another server": answering(308, Location="http://gateway.example/"),
    "304": answering(304, b""),
    "a page of a login portal": answering(200, b"<!doctype html><title>Login</title>"),
    "nothing": answering(200, b""),
    "no content": answering(204, b""),
    "a JSON text": answering(200, b'"accepted"'),
    "a list": answering(200, b'[{"status": "accepted"}]'),
    "no status": answering(200, b'{"code": 0}'),
    "another status": answering(200, b'{"status": "rejected", "reason": "271828"}'),
    "a boolean": answering(200, b'{"status": true}'),
    "capitals": answering(200, b'{"status": "Accepted"}'),
    "half a JSON": answering(200, b'{"status": "accep'),
    "two": answering(200, b'{"status": "accepted"}{}'),
    "UTF-16 without a mark": answering(200, b"\xd8\x00\xff"),
    "a deep nest": answering(200, b"[" * (MAX_ANSWER_BYTES - 1)),
    "compressed unasked": answering(200, b"\x1f\x8b\x08\x00", **{"Content-Encoding": "gzip"}),
    "cut off": cut_off,
    "no answer": hang_up,
    "gibberish": speak_gibberish,
    "silence": stall,
    "a drip": drip,
    "a flood": flood,
    "too long": answering(200, b'{"status": "accepted"}' + b" " * MAX_ANSWER_BYTES),
}


@pytest.fixture
def sender(sms_gateway: Gateway) -> SmsGateway:
    return SmsGateway(sms_gateway.url, SecretStr(TOKEN), connect_s=0.5, silence_s=0.3, answer_s=0.5)


@pytest.fixture(autouse=True)
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Whatever a test does, no log of any library names person, code or token."""
    with caplog.at_level(logging.DEBUG):
        yield caplog
    said = "\n".join(map(logging.Formatter().format, caplog.get_records("call")))
    assert not [secret for secret in SECRETS if secret in said]


def test_the_gateway_gets_exactly_what_the_page_says(
    sms_gateway: Gateway, sender: SmsGateway
) -> None:
    sender.send(MESSAGE)
    (got,) = sms_gateway.received
    assert got.path == "/v1/messages"
    assert got.body == {
        "id": str(MESSAGE.id),
        "to": MESSAGE.to,
        "text": MESSAGE.text,
        "code": MESSAGE.code,
    }
    assert got.headers["authorization"] == f"Bearer {TOKEN}"
    assert got.headers["content-type"] == "application/json"
    assert got.headers["idempotency-key"] == str(MESSAGE.id)


@pytest.mark.parametrize("status", [200, 201, 202, 299])
def test_every_success_with_the_word_counts(
    sms_gateway: Gateway, sender: SmsGateway, status: int
) -> None:
    body = {"more": ["短信", 1, None], "status": "accepted"}
    sms_gateway.answer = answering(status, json.dumps(body).encode())
    sender.send(replace(MESSAGE, code=None))
    assert sms_gateway.received[0].body["code"] is None


@pytest.mark.parametrize("manner", BAD_ANSWERS)
def test_nothing_else_counts_and_nothing_is_sent_twice(
    sms_gateway: Gateway,
    sender: SmsGateway,
    logged: pytest.LogCaptureFixture,
    manner: str,
) -> None:
    sms_gateway.answer = BAD_ANSWERS[manner]
    begun = time.monotonic()
    with pytest.raises(SendFailed) as failed:
        sender.send(MESSAGE)
    assert time.monotonic() - begun < AT_MOST_S
    assert (failed.value.status, failed.value.channel) == (503, Channel.SMS)
    assert len(sms_gateway.received) == 1
    errors = [each for each in logged.records if each.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert str(MESSAGE.id) in errors[0].getMessage()


def test_a_gateway_that_is_not_there_is_asked_once_more_and_then_it_is_said_what_to_do(
    app: Flask, free_ports: Iterator[int], logged: pytest.LogCaptureFixture
) -> None:
    url = f"http://127.0.0.1:{next(free_ports)}/"
    with pytest.raises(SendFailed, match="短信暂时发不出去，请稍后再试，或打电话给人才办"):
        SmsGateway(url, SecretStr(TOKEN)).send(MESSAGE)
    assert logged.text.count("Retrying") == 1


def test_a_message_shown_names_neither_person_nor_code(sender: SmsGateway) -> None:
    shown = f"{MESSAGE!r} {MESSAGE} {sender!r}"
    assert not [secret for secret in SECRETS if secret in shown]
