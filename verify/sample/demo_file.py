"""instance/demo.json: the sample's sign-ins, device tokens, links and printed codes."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from core.policy.vocabulary import Honour, PartnerKind
from verify.sample.staff import Staff

FILE = "demo.json"
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class DemoCard:
    """A card of the sample; `state` is active, suspended, frozen, revoked or expired."""

    number: str
    honours: tuple[Honour, ...]
    state: str
    printed_qr: str | None
    activation_url: str | None


@dataclass(frozen=True, slots=True)
class Demo:
    """What the sample set-up tells scripts and people."""

    base_url: str
    staff: Staff
    tokens: dict[PartnerKind, str]
    cards: list[DemoCard]


def write_demo_file(demo: Demo, folder: Path) -> Path:
    """Write the file, readable by its owner only; answer where it lies."""
    content = {
        "base_url": demo.base_url,
        "accounts": {
            name: {"login": account.login, "password": account.password}
            for name, account in demo.staff.items()
        },
        "devices": dict(demo.tokens),
        "cards": [asdict(card) for card in demo.cards],
    }
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")
    return path
