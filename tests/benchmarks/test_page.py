"""The page of the benchmarks says what the kept figures say, and nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks import _page
from benchmarks._figures import (
    Measurement,
    Round,
    Series,
    Store,
    Target,
    WorkerMemory,
    write_measurement,
)


def test_the_page_in_the_repository_is_that_of_its_figures(tmp_path: Path) -> None:
    for kept in _page.FOLDER.glob("*.json"):
        (tmp_path / kept.name).write_bytes(kept.read_bytes())
    _page.write_page(tmp_path, tmp_path / "page.md")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == _page.PAGE.read_text("utf-8")


def test_the_plots_show_both_runs_and_their_figures(tmp_path: Path) -> None:
    _written(tmp_path, _run(scan_rate=20, scan_p99=90), _run(scan_rate=86, scan_p99=14))
    rates, latencies = ((tmp_path / name).read_text() for name in ("rates.svg", "p99.svg"))
    assert all(words in rates for words in (">before<", ">after<", ">20 %<", ">86 %<", ">SQLite<"))
    assert ">9.0×<" in latencies
    assert ">1.4×<" in latencies


def test_a_reached_aim_is_ticked_and_a_missed_one_is_not(tmp_path: Path) -> None:
    before, after = _run(scan_rate=20, scan_p99=90), _run(scan_rate=86, scan_p99=14)
    page = _written(tmp_path, before, after)
    assert "| SQLite | 4 | 20% | 86% ✓ | 9.00 | 1.40 ✓ | 3.00 | 3.00 |" in page
    assert "Memory of a worker on SQLite: 130 MB before, 130 MB after." in page


def test_every_target_has_its_row_with_both_ratios(tmp_path: Path) -> None:
    page = _written(tmp_path, None, _run(scan_rate=50, scan_p99=30))
    assert "| 4 | empty | 1,000 | 1.00 | 10.00 | 1.0 | 1.0 | 0.10 | 0.10 |" in page
    assert "| 4 | plain | 100 | 0.10 | 1.00 | 2.0 | 10.0 | 1.00 | 1.00 |" in page
    assert "| 4 | scan | 50 | 0.05 | 0.50 | 4.0 | 30.0 | 3.00 | 3.00 |" in page
    assert "| SQLite | scan | 130 | 2.17 | 2.00 | 90 |" in page
    assert "| verify a code | 5,000 | 5.00 | 50.00 |" in page
    assert "Before and after" not in page


def test_without_figures_there_is_no_page(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        _page.write_page(tmp_path, tmp_path / "page.md")


def test_figures_of_a_system_without_proc_leave_their_cells_empty(tmp_path: Path) -> None:
    run = _run(scan_rate=50, scan_p99=30)
    bare = replace(
        run,
        series=tuple(
            replace(each, rounds=tuple(replace(one, cpu=None) for one in each.rounds))
            for each in run.series
        ),
        memory=(),
    )
    page = _written(tmp_path, bare, bare)
    assert "| 4 | scan | 50 | 0.05 | 0.50 | 4.0 | 30.0 | 3.00 |  |" in page
    assert "Memory of a worker" not in page


def _written(folder: Path, before: Measurement | None, after: Measurement) -> str:
    if before:
        write_measurement(before, folder / "before.json")
    write_measurement(after, folder / "after.json")
    _page.write_page(folder, folder / "page.md")
    return (folder / "page.md").read_text(encoding="utf-8")


def _run(*, scan_rate: float, scan_p99: float) -> Measurement:
    rounds = {
        Target.EMPTY: Round(1000, 1, 1, 0.1),
        Target.PLAIN: Round(100, 2, 10, 1.0),
        Target.SCAN: Round(scan_rate, 4, scan_p99, 3.0),
    }
    sizes = {Target.EMPTY: 60.0, Target.PLAIN: 65.0, Target.SCAN: 130.0}
    return Measurement(
        taken_on=date(2026, 5, 20),
        seconds=2.0,
        workers=2,
        versions={"Python": "3"},
        series=tuple(Series(Store.SQLITE, 4, each, (one,)) for each, one in rounds.items()),
        memory=tuple(
            WorkerMemory(Store.SQLITE, each, size, size - 40) for each, size in sizes.items()
        ),
        one_core={"verify a code": 5000.0},
        outcomes={"granted": 9, "checked": 1},
        load_share=0.2,
    )
