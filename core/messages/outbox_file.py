"""The outbox of the sample set-up: a file that a person reads instead of a telephone."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from core.messages.message import Message
from core.messages.sender import SendFailed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OutboxFile:
    """Writes each message as one JSON line."""

    path: Path

    def send(self, message: Message) -> None:
        """Append `{"to", "text", "code"}`; raises SendFailed when the disk takes no more."""
        line = json.dumps(
            {"to": message.to, "text": message.text, "code": message.code}, ensure_ascii=False
        )
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as outbox:
                outbox.write(line + "\n")
        except OSError as error:
            log.error("message %s is not in the outbox: %s", message.id, error.strerror)  # noqa: TRY400  # a trace would tell no more
            raise SendFailed(message.channel) from None
