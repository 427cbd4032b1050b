"""What needs somebody today: each package registers what it finds, the office's home shows all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from flask import Flask, current_app
from sqlalchemy.orm import Session

EXTENSION = "tasks"


@dataclass(frozen=True, slots=True)
class Task:
    """A line of what is to do: how many, what it is, and where it is done."""

    icon: str
    label: str
    count: int
    url: str


TaskSource: TypeAlias = Callable[[Session], Task]
"""Counts one kind of thing to do."""


def add_task_source(app: Flask, source: TaskSource) -> None:
    """Let the office's home show what a package waits for."""
    app.extensions.setdefault(EXTENSION, []).append(source)


def tasks_elsewhere(session: Session) -> list[Task]:
    """Answer what the registered sources count, nothing to do included."""
    return [source(session) for source in current_app.extensions.get(EXTENSION, [])]
