"""Where a holder can be reached: a mobile number or a mail address, as it was registered."""

from dataclasses import dataclass, field

from cardholders.people.mail import MAIL, parse_mail
from cardholders.people.masking import mask_mail, mask_mobile
from cardholders.people.mobile import MOBILE, parse_mobile
from cardholders.people.models import Holder
from core.encryption import Vault
from core.messages.message import Channel

_PURPOSES = {Channel.SMS: MOBILE, Channel.MAIL: MAIL}


@dataclass(frozen=True, slots=True)
class Contact:
    """An address of a channel in its kept form: E.164, or a mail address in small letters."""

    channel: Channel
    address: str = field(repr=False)

    @property
    def masked(self) -> str:
        """What of it may be shown to whoever holds a link or a phone."""
        mask = mask_mobile if self.channel is Channel.SMS else mask_mail
        return mask(self.address)

    def index(self, vault: Vault) -> bytes:
        """The keyed hash, 32 bytes, by which `Holder.mobile_index` or `mail_index` knows it."""
        return vault.index(self.address, purpose=_PURPOSES[self.channel])


def parse_contact(text: str) -> Contact | None:
    """Answer what a person typed as a contact, or None when nothing can be sent to it."""
    if "@" in text:
        mail = parse_mail(text)
        return None if mail is None else Contact(Channel.MAIL, mail)
    mobile = parse_mobile(text)
    return None if mobile is None else Contact(Channel.SMS, mobile)


def contacts_of(holder: Holder, *, vault: Vault) -> tuple[Contact, ...]:
    """Answer every registered contact of a holder, the mobile number first."""
    sealed = {Channel.SMS: holder.mobile_sealed, Channel.MAIL: holder.mail_sealed}
    return tuple(
        Contact(channel, vault.open_text(kept, purpose=_PURPOSES[channel]))
        for channel, kept in sealed.items()
        if kept is not None
    )
