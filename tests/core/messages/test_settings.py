"""Which senders the settings ask for, and what is said at the start when some are missing."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app import create_app
from core.messages.choose_sender import choose_sender
from core.messages.message import Channel, Message
from core.messages.sender import SendFailed
from core.settings import Settings
from tests.bed.sms_gateway import TOKEN, Gateway
from tests.bed.world import SettingsOfTests

SMS = Message("+8613812345678", "短信", "271828")
MAIL = Message("zhang.san@example.com", "邮件", None, Channel.MAIL, "题目")
KEY = base64.b64encode(b"k" * 32).decode()
GATEWAY = {
    "sms_sender": "gateway",
    "sms_gateway_url": "https://sms.example/v1",
    "sms_gateway_token": TOKEN,
}
SMTP = {"mail_sender": "smtp", "smtp_host": "smtp.example", "mail_from": "office@jinzhong.example"}


def settings_of(folder: Path, **chosen: Any) -> Settings:
    kept = {"secret_key": "a secret", "key_encryption_key": KEY, "instance_folder": folder}
    return SettingsOfTests.model_validate({**kept, **chosen})


def test_the_outbox_is_chosen_unless_something_else_is(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    for message in (SMS, MAIL):
        choose_sender(settings).send(message)
    lines = settings.outbox.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"to": SMS.to, "text": "短信", "code": "271828"},
        {"to": MAIL.to, "text": "邮件", "code": None},
    ]


def test_a_full_or_missing_disk_is_a_failure_to_send(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SendFailed):
        choose_sender(settings_of(tmp_path / "file")).send(SMS)


def test_the_console_is_written_for_a_person_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_of(tmp_path, sms_sender="console", mail_sender="console")
    for message in (SMS, MAIL):
        choose_sender(settings).send(message)
    assert capsys.readouterr().err.splitlines() == [
        "[sms] → +8613812345678",
        "短信",
        "[mail] → zhang.san@example.com",
        "题目",
        "邮件",
    ]
    assert not settings.outbox.exists()


def test_the_whole_application_sends_through_the_gateway_it_is_given(
    tmp_path: Path, settings: Settings, sms_gateway: Gateway
) -> None:
    chosen = {**GATEWAY, "sms_gateway_url": sms_gateway.url, "database_url": settings.database_url}
    application = create_app(settings_of(tmp_path, **chosen))
    parts = application.extensions["services"]
    parts.sender.send(SMS)
    parts.sender.send(MAIL)
    parts.database.engine.dispose()
    assert [got.body["to"] for got in sms_gateway.received] == [SMS.to]
    assert MAIL.to in (tmp_path / "outbox.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        ({**GATEWAY, "sms_gateway_url": ""}, "SMS_SENDER=gateway needs SMS_GATEWAY_URL"),
        ({**GATEWAY, "sms_gateway_token": ""}, "SMS_SENDER=gateway needs SMS_GATEWAY_TOKEN"),
        ({"sms_sender": "gateway"}, "SMS_GATEWAY_URL and SMS_GATEWAY_TOKEN"),
        ({**GATEWAY, "sms_gateway_url": "http://sms.example/v1"}, "SMS_GATEWAY_URL must begin"),
        ({**GATEWAY, "sms_gateway_url": "sms.example"}, "SMS_GATEWAY_URL must begin"),
        ({**GATEWAY, "sms_gateway_url": "https://"}, "SMS_GATEWAY_URL must begin"),
        ({**GATEWAY, "sms_gateway_token": f"{TOKEN}\n"}, "SMS_GATEWAY_TOKEN must be"),
        ({**SMTP, "smtp_host": ""}, "MAIL_SENDER=smtp needs SMTP_HOST"),
        ({**SMTP, "mail_from": ""}, "MAIL_SENDER=smtp needs MAIL_FROM"),
        ({**SMTP, "mail_from": "office"}, "mail_from"),
        ({**SMTP, "smtp_user": "office"}, "SMTP_USER needs SMTP_PASSWORD"),
        ({**SMTP, "smtp_port": "0"}, "smtp_port"),
        ({**SMTP, "smtp_tls": "none"}, "smtp_tls"),
        ({"sms_sender": "pigeon"}, "sms_sender"),
    ],
)
def test_a_start_with_half_a_sender_stops_and_names_the_setting_and_no_secret(
    tmp_path: Path, chosen: dict[str, str], named: str
) -> None:
    with pytest.raises(ValidationError) as stopped:
        settings_of(tmp_path, **chosen)
    said = str(stopped.value)
    assert named in said
    assert not [secret for secret in (KEY, TOKEN, "a secret") if secret in said]


def test_whole_senders_start(tmp_path: Path) -> None:
    choose_sender(settings_of(tmp_path, **GATEWAY, **SMTP))
    choose_sender(settings_of(tmp_path, **{**GATEWAY, "sms_gateway_url": "http://localhost:9"}))
