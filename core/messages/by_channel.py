"""One sender for every message: each goes to the sender of its channel."""

from dataclasses import dataclass

from core.messages.message import Channel, Message
from core.messages.sender import Sender


@dataclass(frozen=True, slots=True)
class ByChannel:
    """The senders of an installation."""

    sms: Sender
    mail: Sender

    def send(self, message: Message) -> None:
        """Hand the message to its channel's sender; raises SendFailed as that one does."""
        sender = self.mail if message.channel is Channel.MAIL else self.sms
        sender.send(message)
