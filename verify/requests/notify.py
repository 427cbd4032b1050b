"""Tell a holder that a request was answered; the answer itself stands on the phone."""

from contextlib import suppress

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from cardholders.people.contact import contacts_of
from cardholders.people.models import Holder
from core.encryption import Vault
from core.messages.message import Channel, Message
from core.messages.sender import Sender, SendFailed
from core.web.language import speaking
from verify.requests.models import HolderRequest
from verify.requests.rules import RequestState


def message_of_answer(session: Session, request: HolderRequest, *, vault: Vault) -> Message | None:
    """Answer the message for the telephone, else the mail; None where neither is registered.

    It names no place and no benefit: a lying telephone tells nobody where its owner goes.
    """
    holder = session.scalar(select(Holder).where(Holder.subject_key == request.subject_key))
    if holder is None:
        return None
    with speaking(request.language):
        if request.state is RequestState.ACCEPTED:
            text = gettext("您的一份绿卡申请已答应安排，请打开绿卡的“办理”查看时间和地点。")
        else:
            text = gettext("您的一份绿卡申请未能安排，请打开绿卡的“办理”查看原因。")
        contact = next(iter(contacts_of(holder, vault=vault)), None)
        if contact is None:
            return None
        subject = gettext("绿卡申请有了答复") if contact.channel is Channel.MAIL else ""
        return Message(contact.address, text, channel=contact.channel, subject=subject)


def tell(message: Message | None, sender: Sender) -> None:
    """Send it after the commit; where it cannot be sent the phone shows the answer all the same."""
    if message is None:
        return
    with suppress(SendFailed):  # whoever sends has logged it
        sender.send(message)
