"""The long form: both databases, every fault, a table at the end; fails if anything went wrong."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bed.databases import DatabaseKind
from tests.faults.long_run import PLACES, Row
from tests.faults.storm import Size

HEADS = (
    *("Storm", "Redemptions", "Requests", "Clients", "Blows", "Cut off", "503", "Seconds"),
    *("Lost", "Doubled", "Changed", "Unasked", "Strange"),
)


def table(rows: list[Row]) -> str:
    """The outcomes as a table in Markdown."""
    lines: list[tuple[object, ...]] = [HEADS, ("---",) * len(HEADS)]
    for row in rows:
        outcome, size, found = row.outcome, row.outcome.size, row.outcome.judgement
        lines.append(
            (
                *(row.name, size.redemptions, outcome.requests, size.clients, outcome.blows),
                *(outcome.cut, outcome.unavailable, round(outcome.seconds)),
                *(found.lost, found.doubled, found.changed, found.unasked, found.strange),
            )
        )
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def main(arguments: list[str]) -> int:
    """Run the storms and print what came of them."""
    parser = argparse.ArgumentParser(prog="dev.py faults", description=__doc__)
    parser.add_argument("--redemptions", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--outages", type=int, default=8)
    parser.add_argument("--database", choices=[*DatabaseKind], action="append")
    chosen = parser.parse_args(arguments)
    size = Size(chosen.redemptions, chosen.clients, chosen.kills)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        for kind in chosen.database or list(DatabaseKind):
            with PLACES[DatabaseKind(kind)](Path(folder)) as place:
                rows += place.run(size, outages=chosen.outages)
    print(f"\n{table(rows)}")
    return 0 if all(row.is_as_it_must_be for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
