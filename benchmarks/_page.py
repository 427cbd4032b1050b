"""Writes docs/benchmarks.md and its plots from the kept figures, and from nothing else."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks._figures import Measurement, Store, Target, WorkerMemory, read_measurement
from benchmarks._phone_figures import read_phone_measurement
from benchmarks._phone_section import phone_section
from benchmarks._plots import draw_p99, draw_rates
from house.environment import ROOT

DOCS = ROOT / "docs"
FOLDER = DOCS / "benchmarks"
BEFORE = FOLDER / "before.json"
AFTER = FOLDER / "after.json"
PHONE = FOLDER / "phone.json"
PAGE = DOCS / "benchmarks.md"

NAMES = {Store.SQLITE: "SQLite", Store.POSTGRESQL: "PostgreSQL"}
AIM_RATE, AIM_P99, AIM_MB = 0.85, 1.5, 120
AIM = f"at least {AIM_RATE:.0%} of the plain route's rate, p99 at most {AIM_P99} times its own"

HEAD = f"""# Benchmarks

Written by `make bench` from the figures in `docs/benchmarks/`. Read the ratios: they compare bursts that ran one after the other on the same machine, so they hold on another one; the absolute figures do not.

## What is measured

- **empty**: `GET /` of a bare Flask application that answers a small JSON object.
- **plain**: `POST /uses` of a bare Flask application: reads JSON, selects one row, inserts one, commits, answers. SQLAlchemy Core through the service's own `Database`.
- **scan**: `POST /api/v1/scans` of the service, from the bearer token to the counted use: nine of ten at gates, where a good code is a use at once, one of ten at a staffed hospital desk. Every code is fresh, shown by a phone of its own and never repeated; signing it is not part of the time.

All three run under granian as `make run` starts it: two workers of one thread each. Both databases keep what they commit: SQLite in WAL mode with `synchronous=FULL`, PostgreSQL with `fsync` on, over a unix socket. The clients are one process on the same machine; each keeps one connection open and sends its next request when the last is answered. Bursts of the three targets take turns; a figure is the median of its rounds, a ratio the median of the rounds' own ratios. `cpu` is the processor time of the two workers for one answer, without the database server's.

The aim: {AIM}, at most {AIM_MB} MB a worker.
"""  # noqa: E501  # paragraphs of Markdown are one line each


def write_page(folder: Path = FOLDER, page: Path = PAGE) -> None:
    """Write the page and its plots; needs the figures after, those before if there are any."""
    after = read_measurement(folder / AFTER.name)
    before = read_measurement(folder / BEFORE.name)
    newest = after or before
    if newest is None:
        raise FileNotFoundError(folder / AFTER.name)
    rates, latencies = folder / "rates.svg", folder / "p99.svg"
    draw_rates(before, after, rates)
    draw_p99(before, after, latencies)
    lines = [HEAD, *_pictures(rates.name, latencies.name), *_tables(newest)]
    if before and after:
        lines += _change(before, after)
    if phone := read_phone_measurement(folder / PHONE.name):
        lines += phone_section(phone)
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pictures(rates: str, latencies: str) -> Iterator[str]:
    yield f"![Scans a second as a share of the plain route](benchmarks/{rates})"
    yield ""
    yield f"![99th percentile of the latency as a multiple of the plain route's](benchmarks/{latencies})"  # noqa: E501
    yield ""


def _tables(run: Measurement) -> Iterator[str]:
    rounds = len(run.series[0].rounds)
    yield "## Figures"
    yield ""
    yield f"Taken on {run.taken_on} by `make bench ARGS=throughput`: {rounds} rounds of {run.seconds:g} s each."  # noqa: E501
    yield "Versions: " + ", ".join(f"{name} {word}" for name, word in run.versions.items()) + "."
    for store in run.stores:
        yield f"\n### {NAMES[store]}\n"
        yield "| Clients | Target | a second | to empty | to plain | p50 ms | p99 ms | p99 to plain | cpu ms |"  # noqa: E501
        yield "|---:|---|---:|---:|---:|---:|---:|---:|---:|"
        for clients in run.clients:
            yield from _rows(run, store, clients)
    yield from _memory_table(run)
    yield from _one_core_table(run)
    known = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(run.outcomes.items()))
    yield f"\nThe scans' outcomes: {known}. The clients took {run.load_share:.0%} of one core."


def _rows(run: Measurement, store: Store, clients: int) -> Iterator[str]:
    for target in Target:
        each = run.find(store, clients, target)
        to_empty = run.rate_ratio(store, clients, target, to=Target.EMPTY)
        to_plain = run.rate_ratio(store, clients, target, to=Target.PLAIN)
        p99 = run.p99_ratio(store, clients, target, to=Target.PLAIN)
        cpu = "" if each.cpu is None else f"{each.cpu:.2f}"
        yield (
            f"| {clients} | {target} | {each.rate:,.0f} | {to_empty:.2f} | {to_plain:.2f} "
            f"| {each.p50:.1f} | {each.p99:.1f} | {p99:.2f} | {cpu} |"
        )


def _memory_table(run: Measurement) -> Iterator[str]:
    yield "\n### Memory of the largest worker after all rounds\n"
    yield "| Database | Target | resident MB | to empty | to plain | proportional MB |"
    yield "|---|---|---:|---:|---:|---:|"
    for each in run.memory:
        empty, plain = (memory_of(run, each.store, other) for other in (Target.EMPTY, Target.PLAIN))
        shared = "" if each.proportional is None else f"{each.proportional:.0f}"
        yield (
            f"| {NAMES[each.store]} | {each.target} | {each.resident:.0f} "
            f"| {each.resident / empty.resident:.2f} | {each.resident / plain.resident:.2f} "
            f"| {shared} |"
        )


def _one_core_table(run: Measurement) -> Iterator[str]:
    store, clients = run.stores[0], run.clients[len(run.clients) // 2]
    empty, plain = (run.find(store, clients, each).rate for each in (Target.EMPTY, Target.PLAIN))
    yield f"\n### One core, no server\n\nThe ratios are to the rates above with {clients} clients on {NAMES[store]}, which had two workers.\n"  # noqa: E501
    yield "| Act | a second | to empty | to plain |"
    yield "|---|---:|---:|---:|"
    for name, rate in run.one_core.items():
        yield f"| {name} | {rate:,.0f} | {rate / empty:.2f} | {rate / plain:.2f} |"


def _change(before: Measurement, after: Measurement) -> Iterator[str]:
    yield "\n## Before and after\n"
    yield f"Before ({before.taken_on}) is the scan as it was first written, after ({after.taken_on}) as it is. What was done stands in `docs/decisions/0006-statements-of-the-scan-are-written-once.md`.\n"  # noqa: E501
    yield "| Database | Clients | to plain, before | after | p99 to plain, before | after | cpu to plain, before | after |"  # noqa: E501
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for store in after.stores:
        for clients in after.clients:
            cells = [NAMES[store], str(clients)]
            for compare in (rate_to_plain, p99_to_plain, cpu_to_plain):
                cells += [compare(run, store, clients) for run in (before, after)]
            yield f"| {' | '.join(cells)} |"
    for store in after.stores if before.memory and after.memory else ():
        was, now = (memory_of(run, store, Target.SCAN).resident for run in (before, after))
        yield f"\nMemory of a worker on {NAMES[store]}: {was:.0f} MB before, {now:.0f} MB after."


def rate_to_plain(run: Measurement, store: Store, clients: int) -> str:
    """Answer the scan's share of the plain rate; ✓ where the aim is reached."""
    ratio = run.rate_ratio(store, clients, Target.SCAN, to=Target.PLAIN)
    return f"{ratio:.0%}{' ✓' if ratio >= AIM_RATE else ''}"


def p99_to_plain(run: Measurement, store: Store, clients: int) -> str:
    """Answer the multiple of the plain p99; ✓ where the aim is reached."""
    ratio = run.p99_ratio(store, clients, Target.SCAN, to=Target.PLAIN)
    return f"{ratio:.2f}{' ✓' if ratio <= AIM_P99 else ''}"


def cpu_to_plain(run: Measurement, store: Store, clients: int) -> str:
    """Answer the multiple of the plain route's processor time; empty where it is unknown."""
    scan, plain = (run.find(store, clients, each).cpu for each in (Target.SCAN, Target.PLAIN))
    return "" if scan is None or not plain else f"{scan / plain:.2f}"


def memory_of(run: Measurement, store: Store, target: Target) -> WorkerMemory:
    """Answer one target's memory."""
    return next(each for each in run.memory if (each.store, each.target) == (store, target))
