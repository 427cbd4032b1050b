"""The part of docs/benchmarks.md about the phone's card page, written from its kept figures."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from benchmarks._phone_figures import Openings, PhoneMeasurement, Scores, Visit
from benchmarks._phone_visits import BITS_A_SECOND, CPU_SLOWDOWN, LATENCY_MS

TICK = " ✓"
AIM_BYTES = 60_000
AIM_MS: Mapping[Visit, int] = MappingProxyType(
    {Visit.FIRST: 3000, Visit.REPEAT: 800, Visit.OFFLINE: 800}
)
NAMES = MappingProxyType(
    {
        Visit.FIRST: "first, nothing kept but the binding",
        Visit.REPEAT: "again, service worker installed",
        Visit.OFFLINE: "again, no network and no server",
    }
)
AIM_SCORES = MappingProxyType({"performance": 95, "accessibility": 100, "best_practices": 100})

TEXT = f"""
## The card on the phone

Written by `make bench ARGS=phone` (`--no-lighthouse` leaves the scores out). A server as `make run` starts it, HTTP/1.1 on `localhost`; a Chromium of 390 × 844 px, bound by a real activation. Each opening is a new tab. Slow 3G is {LATENCY_MS} ms to and fro for every request and {BITS_A_SECOND // 1000} kbit/s down and up, the processor is slowed down {CPU_SLOWDOWN} times, also without a network. The code counts as seen two frames after its path stands in the page and is visible. Bytes are those of heads and bodies as the browser counted them, the answer that says how the card stands included; what the service worker fetches for later, after the code is drawn, is not in them.
"""  # noqa: E501  # paragraphs of Markdown are one line each


def phone_section(run: PhoneMeasurement) -> Iterator[str]:
    """Answer the section, line by line."""
    yield TEXT
    rounds = len(run.openings[0].rounds)
    versions = ", ".join(f"{name} {word}" for name, word in run.versions.items())
    yield f"Taken on {run.taken_on}, {rounds} openings of each kind. Versions: {versions}. Load of the machine meanwhile: {run.load:g} on {run.cores} cores; the times of a processor that others use too are too long, never too short."  # noqa: E501
    yield ""
    yield "| Visit | code seen, median | worst | aim | requests | KB | aim |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for each in run.openings:
        yield _row(each)
    yield ""
    kilobytes = run.kept_bytes / 1000
    yield f"For use without a network the service worker then keeps {run.kept_files} files: all pages of the phone in both languages, {kilobytes:.0f} KB."  # noqa: E501
    if not run.scores:
        return
    yield ""
    yield "Lighthouse (its telephone: slow 4G, processor 4 times slower, both simulated):"
    yield ""
    yield "| Card page | performance | accessibility | best practices | first paint ms | largest ms | blocked ms | shift | below full |"  # noqa: E501
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---|"
    for scores in run.scores:
        yield _score_row(scores)


def _row(each: Openings) -> str:
    aim_ms = AIM_MS[each.visit]
    in_time = TICK * (each.median_ms <= aim_ms)
    small = TICK * (each.bytes <= AIM_BYTES)
    bytes_aim = f"{AIM_BYTES // 1000}{small}" if each.visit is Visit.FIRST else ""
    return (
        f"| {NAMES[each.visit]} | {each.median_ms:.0f} ms{in_time} | {each.worst_ms:.0f} ms "
        f"| {aim_ms} ms | {each.requests} | {each.bytes / 1000:.1f} | {bytes_aim} |"
    )


def _score_row(scores: Scores) -> str:
    cells = [scores.state]
    for name, aim in AIM_SCORES.items():
        got: int = getattr(scores, name)
        cells.append(f"{got}{TICK * (got >= aim)}")
    cells += [f"{scores.first_paint_ms:.0f}", f"{scores.largest_paint_ms:.0f}"]
    cells += [f"{scores.blocked_ms:.0f}", f"{scores.shift:g}", ", ".join(scores.missed)]
    return f"| {' | '.join(cells)} |"
