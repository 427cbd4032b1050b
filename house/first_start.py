"""What `run` does around the server: secrets, database, sample data, and where to look."""

import base64
import contextlib
import json
import os
import secrets
import socket
from pathlib import Path

from house.environment import PROGRAMS, PYTHON, ROOT
from house.steps import StepError, answer, call, step

INSTANCE = ROOT / "instance"
KEY_BYTES = 32
HAS_TABLES = 3
LOOK_FOR_TABLES = f"""
import sqlalchemy, core.settings, core.database.engine
database = core.database.engine.Database(core.settings.Settings().database_url)
raise SystemExit({HAS_TABLES} if sqlalchemy.inspect(database.engine).get_table_names() else 0)
"""


def need_free_port(port: int) -> None:
    """Stops with the way out when something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise StepError(f"port {port} is taken; choose another: PORT=8001 make run") from None


def write_secrets() -> None:
    """Makes the secrets of this installation once; only their owner may read them."""
    INSTANCE.mkdir(mode=0o700, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(INSTANCE / "settings.env", flags, 0o600), "w") as file:
            key = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
            file.write(f"SECRET_KEY={secrets.token_urlsafe(48)}\nKEY_ENCRYPTION_KEY={key}\n")


def fill_database() -> None:
    """Migrates the database; a new one gets the sample data, also if a first try was cut off."""
    unseeded = INSTANCE / "unseeded"
    found = answer(PYTHON, "-c", LOOK_FOR_TABLES)
    if found not in (0, HAS_TABLES):
        raise StepError("the database cannot be opened, the reason is above; see DATABASE_URL")
    if found == 0:
        unseeded.touch()
    flask = (PROGRAMS / "flask", "--app", "app")
    with step("database"):
        call(*flask, "db", "upgrade")
    if unseeded.exists():
        with step("sample data"):
            call(*flask, "demo", "seed")
        unseeded.unlink()


def welcome(base_url: str) -> str:
    """Where to look and who may sign in there, for the terminal."""
    lines = ["", f"晋中人才绿卡 · Talent Green Card   {base_url}"]
    sample = Path(INSTANCE, "demo.json")
    if sample.exists():
        demo = json.loads(sample.read_text(encoding="utf-8"))
        lines += [f"Sign in at {base_url}/login as (from instance/demo.json):"]
        for role, account in demo["accounts"].items():
            lines += [f"  {role:20} {account['login']:24} {account['password']}"]
        links = [card["activation_url"] for card in demo["cards"] if card["activation_url"]]
        lines += ["Bind a phone by one of these links, each good for one; the code it asks for"]
        lines += ["lands in instance/outbox.jsonl:", *(f"  {link}" for link in links)]
    return "\n".join([*lines, "Stop with Ctrl-C.", ""])
