"""A message to a holder: to whom, by which channel, what it says."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid4


class Channel(StrEnum):
    """How a message travels."""

    SMS = "sms"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Message:
    """A text to a telephone number (E.164) or a mail address; `code` repeats the code in it.

    `subject` is for mails alone; one without it is headed by the service's name. `id` is the
    message's own: whoever tries it again says the same id, so that it arrives once. Shown by
    `repr`, a message names neither the person nor the code.
    """

    to: str = field(repr=False)
    text: str = field(repr=False)
    code: str | None = field(default=None, repr=False)
    channel: Channel = Channel.SMS
    subject: str = ""
    id: UUID = field(default_factory=uuid4)
