"""How latencies become figures, and figures become ratios."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks._figures import (
    Measurement,
    Round,
    Series,
    Store,
    Target,
    condense,
    percentile,
    read_measurement,
    write_measurement,
)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.001, 1), (0.0, 1)]
)
def test_percentile_is_the_smallest_value_that_covers_its_share(
    share: float, expected: float
) -> None:
    assert percentile(range(100, 0, -1), share) == expected


def test_a_single_latency_is_every_percentile() -> None:
    assert percentile([7.0], 0.99) == 7.0


def test_a_burst_is_condensed_to_rate_percentiles_and_processor_time() -> None:
    burst = condense([1.0] * 98 + [5.0, 9.0], seconds=0.5, cpu_seconds=0.2)
    assert burst == Round(rate=200.0, p50=1.0, p99=5.0, cpu=2.0)


def test_ratios_are_taken_between_neighbours_before_their_median() -> None:
    plain = [Round(1000, 1, 10), Round(100, 1, 100), Round(500, 1, 20)]
    scan = [Round(800, 1, 12), Round(80, 1, 120), Round(100, 1, 80)]
    run = _measurement(plain, scan)
    assert run.rate_ratio(Store.SQLITE, 4, Target.SCAN, to=Target.PLAIN) == pytest.approx(0.8)
    assert run.p99_ratio(Store.SQLITE, 4, Target.SCAN, to=Target.PLAIN) == pytest.approx(1.2)


def test_series_answer_the_median_of_their_rounds() -> None:
    run = _measurement([], [Round(1, 2, 3, 4.0), Round(9, 9, 9, None), Round(5, 6, 7, 8.0)])
    series = run.find(Store.SQLITE, 4, Target.SCAN)
    assert (series.rate, series.p50, series.p99, series.cpu) == (5, 6, 7, 6.0)


def test_figures_are_read_as_they_were_written(tmp_path: Path) -> None:
    run = _measurement([Round(1, 2, 3)], [Round(4, 5, 6, 0.5)])
    write_measurement(run, tmp_path / "new" / "after.json")
    assert read_measurement(tmp_path / "new" / "after.json") == run
    assert read_measurement(tmp_path / "before.json") is None


def _measurement(plain: list[Round], scan: list[Round]) -> Measurement:
    return Measurement(
        taken_on=date(2026, 5, 20),
        seconds=1.0,
        workers=2,
        versions={},
        series=(
            Series(Store.SQLITE, 4, Target.PLAIN, tuple(plain)),
            Series(Store.SQLITE, 4, Target.SCAN, tuple(scan)),
        ),
        memory=(),
        one_core={},
        outcomes={},
        load_share=0.1,
    )
