"""Short messages through an HTTP gateway, whose answers are believed only when they are plain."""

import json
import logging
import time
from dataclasses import dataclass
from http import HTTPStatus

import urllib3
from pydantic import SecretStr
from urllib3.exceptions import HTTPError
from urllib3.util import Retry, Timeout

from core.messages.message import Channel, Message
from core.messages.sender import SendFailed

log = logging.getLogger(__name__)
ACCEPTED = "accepted"
MAX_ANSWER_BYTES = 16 * 1024
# A connection that never came about carried no message: that alone is tried a second time.
ONCE_MORE_UNSENT = Retry(
    total=1, connect=1, read=0, redirect=0, status=0, other=0, raise_on_redirect=False
)


class _NotTaken(Exception):
    """Why an answer counts as none, in words that hold nothing of the answer."""


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """Posts each message to `url` with a bearer token; docs/messages.md has the exact JSON.

    A text that was sent twice frightens people and costs money, so nothing is sent again once a
    byte of it may have arrived: a connection that was refused is tried once more, a lost answer
    is not. Both tries say the same id (`id`, and the Idempotency-Key header), by which a gateway
    knows a message it has. Each message has a connection of its own: an old one may be dead
    without either side knowing.

    `connect_s` bounds the connecting, `silence_s` each wait for the gateway's next bytes,
    `answer_s` the reading of its answer as a whole; all in seconds. They are short because a
    process of the server serves nobody else meanwhile.
    """

    url: str
    token: SecretStr
    connect_s: float = 2
    silence_s: float = 4
    answer_s: float = 5

    def send(self, message: Message) -> None:
        """Post the message; raises SendFailed unless the gateway says that it accepted it."""
        try:
            self._judge(*self._post(message))
        except (HTTPError, _NotTaken) as error:
            reason = str(error) if isinstance(error, _NotTaken) else type(error).__name__
            log.error("the SMS gateway did not take message %s: %s", message.id, reason)  # noqa: TRY400  # a trace may hold the number
            raise SendFailed(Channel.SMS) from None

    def _post(self, message: Message) -> tuple[int, bytes]:
        body = {"id": str(message.id), "to": message.to, "text": message.text, "code": message.code}
        headers = {
            "Authorization": f"Bearer {self.token.get_secret_value()}",
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Idempotency-Key": str(message.id),
            "Connection": "close",
        }
        with urllib3.PoolManager() as connections:
            response = connections.request(
                "POST",
                self.url,
                body=json.dumps(body, ensure_ascii=False).encode(),
                headers=headers,
                timeout=Timeout(connect=self.connect_s, read=self.silence_s),
                retries=ONCE_MORE_UNSENT,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                return response.status, self._read(response)
            finally:
                response.close()

    def _read(self, response: urllib3.BaseHTTPResponse) -> bytes:
        until = time.monotonic() + self.answer_s
        answer = b""
        while part := response.read1(MAX_ANSWER_BYTES):
            answer += part
            if len(answer) > MAX_ANSWER_BYTES:
                raise _NotTaken(f"an answer of more than {MAX_ANSWER_BYTES} bytes")
            if time.monotonic() > until:
                raise _NotTaken(f"an answer of more than {self.answer_s} s")
        return answer

    def _judge(self, status: int, answer: bytes) -> None:
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise _NotTaken(f"HTTP {status}")
        try:
            said = json.loads(answer)
        except (ValueError, RecursionError):
            raise _NotTaken(f"HTTP {status} without JSON") from None
        if not isinstance(said, dict) or said.get("status") != ACCEPTED:
            raise _NotTaken(f'HTTP {status} without "status": "{ACCEPTED}"')
