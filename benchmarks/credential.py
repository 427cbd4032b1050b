"""How many codes one core reads, checks, signs and draws in a second."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from core.credential import es256
from core.credential.check import Fault, check
from core.credential.digits import write_digits
from core.credential.fields import CredentialFields, Presentation, Proof
from core.credential.issuer_key import IssuerKey, generate_key
from core.credential.phone_key import close_phone_key
from core.credential.read import read
from core.credential.sign import sign_credential
from core.credential.tokens import credential_jwt, proof_signing_input
from core.credential.unread import Unread
from core.policy.vocabulary import Honour
from core.qr import qr_svg, qr_version

TURNS, TURN_S = 8, 0.15
NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)


def rate(act: Callable[[], object]) -> float:
    """Answer how often the act is done in a second: the best of some turns, to leave out noise."""
    return max(_rate_of_turn(act) for _ in range(TURNS))


def _rate_of_turn(act: Callable[[], object]) -> float:
    done, start = 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < TURN_S:
        act()
        done += 1
    return done / passed


def rates() -> dict[str, float]:
    """Answer how often one core does each act in a second."""
    base = "http://localhost:8000"
    issuer = generate_key(1, issuer=base, status_base=f"{base}/status-lists")
    phone = es256.generate()
    fields = CredentialFields(
        key_number=1,
        serial=0x0123456789AB,
        honours=(Honour.YINGCAI,),
        issued_on=date(2026, 5, 1),
        expires_on=date(2029, 4, 30),
        status_index=7,
        phone_key=close_phone_key(phone.public_key()),
    )
    credential = sign_credential(fields, issuer)
    at = int(NOW.timestamp())
    message = proof_signing_input(credential_jwt(credential, issuer.key), at).encode()
    shown = Presentation(credential, Proof(at, es256.sign(message, phone)))
    digits, keys = write_digits(shown), {1: issuer.key}
    assert check(shown, keys, now=NOW) is None
    acts: dict[str, Callable[[], object]] = {
        "read digits": lambda: read(digits, keys),
        "check both signatures": lambda: check(shown, keys, now=NOW),
        "verify a code": lambda: _verify(digits, keys),
        "sign a credential": lambda: sign_credential(fields, issuer),
        f"draw the QR (version {qr_version(digits)})": lambda: qr_svg(digits),
    }
    return {name: rate(act) for name, act in acts.items()}


def _verify(digits: str, keys: Mapping[int, IssuerKey]) -> Fault | None:
    shown = read(digits, keys)
    assert not isinstance(shown, Unread)
    return check(shown, keys, now=NOW)


def main() -> None:
    """Measure and print a table."""
    print("one core, a second:")
    for name, often in rates().items():
        print(f"{name:24} {often:10,.0f}")


if __name__ == "__main__":
    main()
