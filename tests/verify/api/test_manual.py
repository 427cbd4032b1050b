"""docs/api.md is what the code prints, and its examples are answered as it says."""

import json
from pathlib import Path
from string import Template
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from core.policy.load import load_policy
from core.settings import PROJECT_ROOT
from partners.devices import invite_device
from tests.bed.factories import World
from verify.api.examples import Example, examples

MANUAL = PROJECT_ROOT / "docs" / "api.md"
FIXED_WORDS = ("outcome", "reason", "basis", "article", "kind", "look", "title", "status", "code")
POLICY_FILE = PROJECT_ROOT / "policy" / "jinzhong-2023-10.yaml"


@pytest.fixture
def demo(app: Flask, world: World) -> dict[str, Any]:
    """The sample data, as the examples find it."""
    assert app.test_cli_runner().invoke(args=["demo", "seed"]).exit_code == 0
    path: Path = world.parts.settings.instance_folder / "demo.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def test_the_manual_is_current(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["docs", "api"])
    assert printed.exit_code == 0
    assert printed.output == MANUAL.read_text(encoding="utf-8"), (
        "print it anew: flask --app app docs api > docs/api.md"
    )


def shape(value: Any) -> Any:
    """Answer the keys of a JSON value at every depth; a list has the shape of its first item."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value[:1]]
    return None


def test_every_example_is_answered_as_the_manual_says(
    demo: dict[str, Any], app: Flask, world: World
) -> None:
    code = next(c["printed_qr"] for c in demo["cards"] if c["honours"] == ["youcai"])
    with world.parts.database.writing() as session:
        invitation = invite_device(session, 1, label="挂号系统接口", now=world.clock())
    words = {"QR": code, "CODE": invitation.code}
    tokens = {"TOKEN": demo["devices"]["hospital"], "APARTMENT": demo["devices"]["apartment"]}
    tried: list[Example] = []
    for example in examples(load_policy(POLICY_FILE)):
        words |= {name: str(uuid4()) for name in example.new_ids}
        response = app.test_client().post(
            Template(example.path).substitute(words),
            data=Template(example.body).substitute(words).encode(),
            content_type="application/json",
            headers={"Authorization": f"Bearer {tokens[example.device]}"} if example.device else {},
        )
        answer = response.get_json()
        assert response.status_code == example.status, answer
        assert shape(answer) == shape(example.answer), example.title
        for word in FIXED_WORDS:
            assert answer.get(word) == example.answer.get(word), (example.title, word)
        tried.append(example)
        if "redemption" in answer and answer["kind"] == "redemption":
            assert answer["redemption"] == answer["id"]
    assert len(tried) >= 9
