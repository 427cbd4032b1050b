"""Mails through an SMTP server, always over TLS."""

import logging
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate
from enum import StrEnum

from flask_babel import gettext
from pydantic import SecretStr

from core.messages.message import Channel, Message
from core.messages.sender import SendFailed

log = logging.getLogger(__name__)
NO_PASSWORD = SecretStr("")


class Tls(StrEnum):
    """When the connection is encrypted: asked for after the greeting, or from the first byte."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Sends each mail through one connection; docs/messages.md says how failures are treated.

    Without a `user` nobody signs in. `timeout_s` bounds each wait for the server, in seconds. A
    mail is handed over once and never tried again here: `Message-ID` is made of the message's
    id, so that a second one would be known.
    """

    host: str
    port: int
    mail_from: str
    tls: Tls = Tls.STARTTLS
    user: str = ""
    password: SecretStr = NO_PASSWORD
    timeout_s: float = 5
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def send(self, message: Message) -> None:
        """Hand the mail over; raises SendFailed unless the server takes it for this address."""
        try:
            connection = self._connect()
            try:
                self._hand_over(connection, message)
            finally:
                connection.close()
        except (smtplib.SMTPException, OSError) as error:
            said = getattr(error, "smtp_code", "")
            log.error("mail %s was not taken: %s %s", message.id, type(error).__name__, said)  # noqa: TRY400  # a trace may hold the address
            raise SendFailed(Channel.MAIL) from None

    def _connect(self) -> smtplib.SMTP:
        if self.tls is Tls.IMPLICIT:
            return smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout_s, context=self.context
            )
        return smtplib.SMTP(self.host, self.port, timeout=self.timeout_s)

    def _hand_over(self, connection: smtplib.SMTP, message: Message) -> None:
        if self.tls is Tls.STARTTLS:
            connection.starttls(context=self.context)
        if self.user:
            connection.login(self.user, self.password.get_secret_value())
        connection.send_message(self._mail(message))
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()  # it has the mail: how it says goodbye changes nothing

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["From"] = self.mail_from
        mail["To"] = message.to
        mail["Subject"] = message.subject or gettext("晋中人才绿卡")
        mail["Date"] = formatdate()
        mail["Message-ID"] = f"<{message.id}@{self.mail_from.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text)
        return mail
