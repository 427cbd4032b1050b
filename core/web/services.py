"""What routes reach for: the database, the vault, the policy, the clock, the message sender."""

from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app

from core.clock import Clock
from core.database.engine import Database
from core.encryption import Vault
from core.messages.sender import Sender
from core.policy.model import Policy
from core.settings import Settings

EXTENSION = "services"


@dataclass(frozen=True, slots=True)
class Services:
    """The application's long-lived parts; routes hand them to use cases as arguments."""

    settings: Settings
    database: Database
    vault: Vault
    policy: Policy
    sender: Sender
    clock: Clock

    def now(self) -> datetime:
        """Answer the moment this application believes it is."""
        return self.clock()


def install_services(app: Flask, parts: Services) -> None:
    """Make the parts reachable from routes."""
    app.extensions[EXTENSION] = parts


def services() -> Services:
    """Answer the parts of the application that serves this request."""
    parts: Services = current_app.extensions[EXTENSION]
    return parts
