"""Everything that differs between installations, read once from the environment."""

import base64
from pathlib import Path
from typing import Self

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_ROOT = Path(__file__).resolve().parent.parent
KEY_BYTES = 32


class Settings(BaseSettings):
    """The installation's settings; each field is the environment variable of the same name.

    `instance/settings.env` beside the project is read too, the environment wins. `secret_key`
    signs sessions; `key_encryption_key` (32 bytes, base64) encrypts what the database keeps
    secret and must live outside of it.
    """

    model_config = SettingsConfigDict(
        env_file=PROJECT_ROOT / "instance" / "settings.env", extra="ignore", frozen=True
    )

    secret_key: SecretStr
    key_encryption_key: SecretStr
    database_url: str = f"sqlite:///{PROJECT_ROOT / 'instance' / 'greencard.sqlite3'}"
    base_url: str = "http://localhost:8000"
    policy_file: Path = PROJECT_ROOT / "policy" / "jinzhong-2023-10.yaml"
    instance_folder: Path = PROJECT_ROOT / "instance"
    session_cookie_secure: bool = False
    limits_storage: str = "memory://"
    limits_enabled: bool = True

    @field_validator("key_encryption_key")
    @classmethod
    def _is_a_key(cls, value: SecretStr) -> SecretStr:
        if len(base64.b64decode(value.get_secret_value())) != KEY_BYTES:
            raise ValueError(f"must be {KEY_BYTES} bytes in base64")
        return value

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
