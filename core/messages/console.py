"""Messages on the server's own terminal, for a person who tries the service out."""

import sys
from dataclasses import dataclass

from core.messages.message import Message


@dataclass(frozen=True, slots=True)
class Console:
    """Writes each message to standard error: never where that output is kept as a log."""

    def send(self, message: Message) -> None:
        """Write the message as a person reads it."""
        lines = [f"[{message.channel}] → {message.to}", message.subject, message.text]
        sys.stderr.write("".join(f"{line}\n" for line in lines if line))
        sys.stderr.flush()
