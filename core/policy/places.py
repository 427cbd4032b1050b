"""Reads a YAML file into plain values and remembers the line and column of every one."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NoReturn

import yaml

from core.policy.errors import Place, PolicyError

ValuePath = tuple[str | int, ...]
Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]


@dataclass(slots=True)
class PlacedValues:
    """The plain values of a file; where each value stands, and where the key that leads to it."""

    file: Path
    root: Value = None
    values: dict[ValuePath, Place] = field(default_factory=dict)
    keys: dict[ValuePath, Place] = field(default_factory=dict)

    def place(self, path: ValuePath) -> Place:
        """Return where the value at `path` stands, or else the nearest value around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(1, 1))

    def key_place(self, path: ValuePath) -> Place:
        """Return where the key that leads to `path` stands, or else as `place` does."""
        return self.keys.get(path) or self.place(path)


def read_placed_values(file: Path) -> PlacedValues:
    """Return the values of a YAML file; PolicyError if it is unreadable or ambiguous."""
    text = _read_text(file)
    try:
        return _Walk(file, text).walk()
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
        problem, advice = f"a character that YAML forbids ({error.reason})", "Remove it"
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(1, 1) if mark is None else _place(mark)
        problem, advice = f"not YAML: {error.problem}", "Correct the syntax here or just above"
    raise PolicyError(file, place, problem, advice=advice)


def _read_text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        problem = f"the file cannot be read ({error.strerror})"
        advice = "Check the path and who may read it"
        raise PolicyError(file, Place(1, 1), problem, advice=advice) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        place = Place(before.count(b"\n") + 1, 1)
        raise PolicyError(file, place, "not UTF-8", advice="Save the file as UTF-8") from error


def _place(mark: yaml.Mark) -> Place:
    return Place(mark.line + 1, mark.column + 1)


class _Walk:
    """One walk over the nodes of one file."""

    def __init__(self, file: Path, text: str) -> None:
        self.loader = yaml.SafeLoader(text)
        self.found = PlacedValues(file)
        self.seen: set[int] = set()

    def walk(self) -> PlacedValues:
        root = self.loader.get_single_node()
        if root is None:
            self.refuse(Place(1, 1), "the file is empty", advice="Write the policy into it")
        self.found.root = self.value(root, (), _place(root.start_mark))
        return self.found

    def value(self, node: yaml.Node, path: ValuePath, named_at: Place) -> Value:
        if id(node) in self.seen:
            self.refuse(named_at, "an alias (*)", advice="Write the words out here again")
        self.seen.add(id(node))
        self.found.values[path] = _place(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(n, (*path, i), named_at) for i, n in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: ValuePath) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        for key_node, value_node in node.value:
            place = _place(key_node.start_mark)
            key = key_node.value
            if not isinstance(key, str):
                self.refuse(place, "a key that is no word", advice="Put quotation marks around it")
            if key in entries:
                first = self.found.keys[*path, key].line
                advice = f"Keep this one or the one of line {first}"
                self.refuse(place, f"{key!r} stands here a second time", advice=advice)
            self.found.keys[*path, key] = place
            entries[key] = self.value(value_node, (*path, key), place)
        return entries

    def scalar(self, node: yaml.Node) -> Value:
        place = _place(node.start_mark)
        try:
            value = self.loader.construct_object(node)
        except ValueError:
            self.refuse(place, f"{node.value!r} is no date", advice="Write it as YYYY-MM-DD")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str) and not value.strip():
            self.refuse(place, "an empty text", advice="Write the words, or remove the key")
        if value is not None and not isinstance(value, str | int | float):
            self.refuse(place, f"a value of kind {node.tag!r}", advice="Write plain text instead")
        return value

    def refuse(self, place: Place, problem: str, *, advice: str) -> NoReturn:
        raise PolicyError(self.found.file, place, problem, advice=advice)
