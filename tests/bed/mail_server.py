"""A mail server of the tests: real SMTP with STARTTLS or TLS from the first byte, and sign-in."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER = "greencard"
PASSWORD = "a password of the tests"
HOST = "localhost"
HANG_UP = ""


@dataclass
class MailServer:
    """A running mail server: what it got, and what it answers to each step of a mail."""

    port: int
    trusting: ssl.SSLContext
    """A client's context that knows the server's certificate."""

    received: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(  # noqa: N802  # aiosmtpd finds it by this name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Answer to whom a mail may go."""
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd finds it by this name
        """Keep a mail, or not."""
        if "DATA" in self.answers:
            return self.answers["DATA"]
        content = envelope.content
        assert isinstance(content, bytes)
        mail = BytesParser(EmailMessage, policy=default).parsebytes(content)
        assert mail["To"] == ", ".join(envelope.rcpt_tos)
        self.received.append(mail)
        return "250 OK"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd finds it by this name
        """Say goodbye, or hang up without a word."""
        answer = self.answers.get("QUIT", "221 Bye")
        if answer == HANG_UP and server.transport:
            server.transport.close()
        return answer


StartMailServer = Callable[..., MailServer]
"""start_mail_server(*, implicit_tls=False, offers_tls=True) -> MailServer"""


@pytest.fixture
def start_mail_server(tmp_path: Path, free_ports: Iterator[int]) -> Iterator[StartMailServer]:
    """Starts mail servers that take mail over TLS alone, from whoever signs in."""
    running: list[Controller] = []

    def start(*, implicit_tls: bool = False, offers_tls: bool = True) -> MailServer:
        certificate = _certificate(tmp_path)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        house = MailServer(next(free_ports), ssl.create_default_context(cafile=certificate))
        controller = Controller(
            house,
            hostname="127.0.0.1",
            port=house.port,
            server_hostname=HOST,
            ssl_context=context if implicit_tls else None,
            tls_context=context if offers_tls and not implicit_tls else None,
            require_starttls=offers_tls and not implicit_tls,
            auth_required=offers_tls and not implicit_tls,  # it takes the latter for no TLS
            auth_require_tls=not implicit_tls,
            authenticator=_sign_in,
        )
        controller.start()
        running.append(controller)
        return house

    yield start
    for controller in running:
        controller.stop()


def _sign_in(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object
) -> AuthResult:
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == right, handled=False)


def _certificate(folder: Path) -> Path:
    """A key and a certificate that it signed itself, for one hour of localhost."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "mail-server.pem"
    clear = serialization.NoEncryption()
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, clear)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
