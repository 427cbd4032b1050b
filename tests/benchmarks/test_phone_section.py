"""The part about the phone says what was measured, and ticks only what reaches its aim."""

from dataclasses import replace
from datetime import date

from benchmarks._phone_figures import Opening, Openings, PhoneMeasurement, Scores, Visit
from benchmarks._phone_section import phone_section

GOOD = Scores("bound", 95, 100, 100, 1100, 1300, 20, 0, ())


def _run(first_ms: float, first_bytes: int, *scores: Scores) -> PhoneMeasurement:
    times = {Visit.FIRST: first_ms, Visit.REPEAT: 700, Visit.OFFLINE: 900}
    return PhoneMeasurement(
        taken_on=date(2026, 5, 20),
        versions={"Chromium": "150"},
        cores=2,
        load=0.5,
        openings=tuple(
            Openings(visit, tuple(Opening(ms + more, 12, first_bytes) for more in (-100, 0, 300)))
            for visit, ms in times.items()
        ),
        kept_files=40,
        kept_bytes=147_000,
        scores=scores,
    )


def test_what_reaches_its_aim_is_ticked_and_what_misses_it_is_not() -> None:
    page = "\n".join(phone_section(_run(3000, 60_000, GOOD)))
    assert "| 3000 ms ✓ | 3300 ms | 3000 ms | 12 | 60.0 | 60 ✓ |" in page
    assert "| 700 ms ✓ | 1000 ms | 800 ms |" in page
    assert "| 900 ms | 1200 ms | 800 ms |" in page
    assert "| bound | 95 ✓ | 100 ✓ | 100 ✓ | 1100 | 1300 | 20 | 0 |" in page


def test_what_is_slow_large_or_bad_shows_without_a_tick() -> None:
    worse = replace(GOOD, performance=94, accessibility=99, missed=("target-size",))
    page = "\n".join(phone_section(_run(3001, 60_001, worse)))
    assert "| 3001 ms | 3301 ms | 3000 ms | 12 | 60.0 | 60 |" in page
    assert "| bound | 94 | 99 | 100 ✓ | 1100 | 1300 | 20 | 0 | target-size |" in page
