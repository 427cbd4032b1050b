"""Mails: what the server gets, and that whatever goes wrong with it names nobody."""

import logging
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from pydantic import SecretStr

from core.messages.mail import SmtpServer, Tls
from core.messages.message import Channel, Message
from core.messages.sender import SendFailed
from core.messages.sms_gateway import SmsGateway
from tests.bed.mail_server import HANG_UP, HOST, PASSWORD, USER, MailServer, StartMailServer

ADDRESS = "zhang.san@example.edu.cn"
MESSAGE = Message(ADDRESS, "验证码 271828，10分钟内有效。", "271828", Channel.MAIL, "绿卡验证码")
SERVERS_LOG = "mail.log"
SECRETS = ("zhang.san", "271828", PASSWORD)


def sender_to(server: MailServer, tls: Tls = Tls.STARTTLS) -> SmtpServer:
    return SmtpServer(
        HOST,
        server.port,
        "greencard@jinzhong.example",
        tls=tls,
        user=USER,
        password=SecretStr(PASSWORD),
        timeout_s=2,
        context=server.trusting,
    )


@pytest.fixture(autouse=True)
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Whatever a test does, no log of ours names person, code or password."""
    with caplog.at_level(logging.DEBUG):
        yield caplog
    ours = [each for each in caplog.get_records("call") if each.name != SERVERS_LOG]
    said = "\n".join(map(logging.Formatter().format, ours))
    assert not [secret for secret in SECRETS if secret in said]


@pytest.mark.parametrize("tls", list(Tls))
def test_a_mail_goes_over_tls_with_subject_and_text_whole(
    start_mail_server: StartMailServer, tls: Tls
) -> None:
    server = start_mail_server(implicit_tls=tls is Tls.IMPLICIT)
    sender_to(server, tls).send(MESSAGE)
    (mail,) = server.received
    assert (mail["To"], mail["From"]) == (ADDRESS, "greencard@jinzhong.example")
    assert mail["Subject"] == "绿卡验证码"
    assert mail["Message-ID"] == f"<{MESSAGE.id}@jinzhong.example>"
    assert mail.get_content().strip() == MESSAGE.text


def test_a_mail_without_a_subject_is_headed_by_the_name_of_the_service(
    app: Flask, start_mail_server: StartMailServer
) -> None:
    server = start_mail_server()
    sender_to(server).send(replace(MESSAGE, subject=""))
    assert server.received[0]["Subject"] == "晋中人才绿卡"


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("RCPT", f"550 5.1.1 no such user {ADDRESS}"),
        ("RCPT", f"450 4.2.1 later for {ADDRESS}"),
        ("DATA", "554 5.7.1 the code 271828 looks like spam"),
        ("DATA", "452 4.3.1 the disk is full"),
        ("DATA", "junk 271828"),
    ],
)
def test_a_mail_that_is_not_taken_has_failed(
    start_mail_server: StartMailServer, logged: pytest.LogCaptureFixture, step: str, answer: str
) -> None:
    server = start_mail_server()
    server.answers[step] = answer
    with pytest.raises(SendFailed) as failed:
        sender_to(server).send(MESSAGE)
    assert (failed.value.status, failed.value.channel) == (503, Channel.MAIL)
    assert server.received == []
    assert f"mail {MESSAGE.id} was not taken" in logged.text


@pytest.mark.parametrize("goodbye", ["500 stay", HANG_UP])
def test_a_mail_that_was_taken_is_sent_however_the_server_says_goodbye(
    start_mail_server: StartMailServer, goodbye: str
) -> None:
    server = start_mail_server()
    server.answers["QUIT"] = goodbye
    sender_to(server).send(MESSAGE)
    assert len(server.received) == 1


def test_nothing_is_sent_in_clear_nor_to_a_server_that_nobody_vouches_for(
    start_mail_server: StartMailServer,
) -> None:
    clear, stranger = start_mail_server(offers_tls=False), start_mail_server()
    stranger.trusting = ssl.create_default_context()
    for server in (clear, stranger):
        with pytest.raises(SendFailed):
            sender_to(server).send(MESSAGE)
        assert server.received == []
    unknown = start_mail_server(implicit_tls=True)
    with pytest.raises(SendFailed):
        SmsGateway(f"https://{HOST}:{unknown.port}/", SecretStr("token")).send(MESSAGE)


def test_a_wrong_password_sends_nothing(start_mail_server: StartMailServer) -> None:
    server = start_mail_server()
    with pytest.raises(SendFailed):
        replace(sender_to(server), password=SecretStr("wrong")).send(MESSAGE)
    assert server.received == []


def test_a_server_that_says_nothing_and_one_that_is_not_there_are_failures_soon(
    app: Flask, free_ports: Iterator[int]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        for port in (silent.getsockname()[1], next(free_ports)):
            for tls in Tls:
                sender = SmtpServer("127.0.0.1", port, "a@b.example", tls=tls, timeout_s=0.2)
                with pytest.raises(SendFailed, match="邮件暂时发不出去"):
                    sender.send(MESSAGE)
