"""The senders that an installation's settings ask for."""

from core.messages.by_channel import ByChannel
from core.messages.console import Console
from core.messages.mail import SmtpServer
from core.messages.outbox_file import OutboxFile
from core.messages.sender import Sender
from core.messages.sms_gateway import SmsGateway
from core.settings import MailBy, Settings, SmsBy


def choose_sender(settings: Settings) -> Sender:
    """Answer the sender of every message."""
    return ByChannel(sms=_sms(settings), mail=_mail(settings))


def _sms(settings: Settings) -> Sender:
    match settings.sms_sender:
        case SmsBy.GATEWAY:
            return SmsGateway(settings.sms_gateway_url, settings.sms_gateway_token)
        case SmsBy.CONSOLE:
            return Console()
        case SmsBy.OUTBOX:
            return OutboxFile(settings.outbox)


def _mail(settings: Settings) -> Sender:
    match settings.mail_sender:
        case MailBy.SMTP:
            return SmtpServer(
                settings.smtp_host,
                settings.smtp_port,
                settings.mail_from,
                tls=settings.smtp_tls,
                user=settings.smtp_user,
                password=settings.smtp_password,
            )
        case MailBy.CONSOLE:
            return Console()
        case MailBy.OUTBOX:
            return OutboxFile(settings.outbox)
