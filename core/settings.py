"""Everything that differs between installations, read once from the environment."""

import base64
from enum import StrEnum
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import EmailStr, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from core.messages.mail import Tls

PROJECT_ROOT = Path(__file__).resolve().parent.parent
KEY_BYTES = 32
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class SmsBy(StrEnum):
    """What delivers short messages."""

    OUTBOX = "outbox"
    CONSOLE = "console"
    GATEWAY = "gateway"


class MailBy(StrEnum):
    """What delivers mails."""

    OUTBOX = "outbox"
    CONSOLE = "console"
    SMTP = "smtp"


class Settings(BaseSettings):
    """The installation's settings; each field is the environment variable of the same name.

    `instance/settings.env` beside the project is read too, the environment wins. `secret_key`
    signs sessions; `key_encryption_key` (32 bytes, base64) encrypts what the database keeps
    secret and must live outside of it. How messages are sent is told in docs/messages.md.
    """

    model_config = SettingsConfigDict(
        env_file=PROJECT_ROOT / "instance" / "settings.env",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,  # a mistake must not print the secrets beside it
    )

    secret_key: SecretStr
    key_encryption_key: SecretStr
    database_url: str = f"sqlite:///{PROJECT_ROOT / 'instance' / 'greencard.sqlite3'}"
    base_url: str = "http://localhost:8000"
    policy_file: Path = PROJECT_ROOT / "policy" / "jinzhong-2023-10.yaml"
    consents_file: Path = PROJECT_ROOT / "policy" / "consents.yaml"
    instance_folder: Path = PROJECT_ROOT / "instance"
    session_cookie_secure: bool = False
    limits_storage: str = "memory://"
    limits_enabled: bool = True
    sms_sender: SmsBy = SmsBy.OUTBOX
    sms_gateway_url: str = ""
    sms_gateway_token: SecretStr = SecretStr("")
    mail_sender: MailBy = MailBy.OUTBOX
    mail_from: EmailStr | Literal[""] = ""
    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_tls: Tls = Tls.STARTTLS
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")

    @field_validator("key_encryption_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        if len(base64.b64decode(value.get_secret_value())) != KEY_BYTES:
            raise ValueError(f"must be {KEY_BYTES} bytes in base64")
        return value

    @field_validator("sms_gateway_url")
    @classmethod
    def _is_private_on_the_way(cls, value: str) -> str:
        parts = urlsplit(value)
        private = parts.scheme == "https" or (
            parts.scheme == "http" and parts.hostname in THIS_MACHINE
        )
        if value and not (private and parts.hostname):
            raise ValueError("SMS_GATEWAY_URL must begin with https://")
        return value

    @field_validator("sms_gateway_token")
    @classmethod
    def _fits_in_a_header(cls, value: SecretStr) -> SecretStr:
        token = value.get_secret_value()
        if " " in token or not (token.isascii() and token.isprintable()):
            raise ValueError("SMS_GATEWAY_TOKEN must be letters, digits and signs without spaces")
        return value

    @model_validator(mode="after")
    def _senders_are_complete(self) -> Self:
        if self.sms_sender is SmsBy.GATEWAY:
            self._needs("SMS_SENDER=gateway", "sms_gateway_url", "sms_gateway_token")
        if self.mail_sender is MailBy.SMTP:
            self._needs("MAIL_SENDER=smtp", "smtp_host", "mail_from")
            if self.smtp_user:
                self._needs("SMTP_USER", "smtp_password")
        return self

    def _needs(self, asked: str, *fields: str) -> None:
        missing = [name.upper() for name in fields if not getattr(self, name)]
        if missing:
            raise ValueError(f"{asked} needs {' and '.join(missing)}")

    @classmethod
    def from_environment(cls) -> Self:
        """Read the environment; raises pydantic's ValidationError naming what is missing."""
        return cls()

    @property
    def outbox(self) -> Path:
        """The file the sample set-up's messages land in, one JSON object a line."""
        return self.instance_folder / "outbox.jsonl"

    @property
    def encryption_key(self) -> bytes:
        """The key-encryption key's 32 bytes."""
        return base64.b64decode(self.key_encryption_key.get_secret_value())
