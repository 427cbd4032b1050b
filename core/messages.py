"""Messages to holders: one small interface, and the outbox file of the sample set-up."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """A text to a telephone number; `code` repeats the one-time code in it, if any."""

    to: str
    text: str
    code: str | None = None


class Sender(Protocol):
    """Delivers messages; called after the commit that the message speaks of."""

    def send(self, message: Message) -> None:
        """Hand the message over for delivery."""


@dataclass(frozen=True, slots=True)
class OutboxFile:
    """Writes each message as one JSON line, for a person to read instead of a telephone."""

    path: Path

    def send(self, message: Message) -> None:
        """Append `{"to", "text", "code"}`."""
        line = json.dumps(
            {"to": message.to, "text": message.text, "code": message.code}, ensure_ascii=False
        )
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as outbox:
            outbox.write(line + "\n")
