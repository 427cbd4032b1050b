"""Read a sheet of the sample data: a YAML file beside this one."""

from pathlib import Path
from typing import Any

import yaml

# libyaml's, where PyYAML was built with it, is ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FOLDER = Path(__file__).resolve().parent


def read_sheet(name: str) -> Any:
    """Answer what `<name>.yaml` says, as plain lists and dicts."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  # both loaders are safe ones
