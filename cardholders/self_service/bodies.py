"""What a holder's phone may send to freeze, unfreeze, or end a form of the card."""

from cardholders.phone.bodies import SixDigits, Token
from core.messages.message import Channel
from core.web.json_body import JsonBody


class NothingMore(JsonBody):
    """An act that needs no particulars: the signature says whose card it is."""


class SendCodeBody(JsonBody):
    """Which of the registered contacts the code goes to."""

    channel: Channel


class UnfreezeBody(JsonBody):
    """The code that came, and the ticket of having asked for it."""

    ticket: Token
    code: SixDigits
