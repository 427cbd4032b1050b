"""What every way to deliver a message answers to, and what it raises when it could not."""

from http import HTTPStatus
from typing import Protocol

from flask_babel import gettext

from core.errors import DomainError
from core.messages.message import Channel, Message


class Sender(Protocol):
    """Delivers messages; called after the commit that the message speaks of."""

    def send(self, message: Message) -> None:
        """Hand the message over for delivery; raises SendFailed when nobody took it."""


class SendFailed(DomainError):
    """The message was not taken, as far as anybody can tell; the person may ask again at once.

    Where the answer got lost it may arrive all the same, so a code that failed stays good.
    """

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "not_sent"

    def __init__(self, channel: Channel) -> None:
        words = {
            Channel.SMS: gettext("短信暂时发不出去，请稍后再试，或打电话给人才办"),
            Channel.MAIL: gettext("邮件暂时发不出去，请稍后再试，或打电话给人才办"),
        }
        super().__init__(words[channel])
        self.channel = channel
