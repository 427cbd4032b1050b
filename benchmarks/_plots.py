"""The plots of docs/benchmarks.md: SVG on a light ground of its own, the same from one run on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks._figures import Measurement, Store, Target

INK, MUTED, LINE, GROUND = "#14211c", "#55655e", "#e3e8e5", "#ffffff"
BEFORE_COLOUR, AFTER_COLOUR, AIM_COLOUR = "#8a9690", "#17584a", "#b63c30"
TITLES = {Store.SQLITE: "SQLite", Store.POSTGRESQL: "PostgreSQL"}
WIDTH = 0.38
STYLE: dict[Any, Any] = {
    "svg.hashsalt": "greencard",
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.size": 10,
    "text.color": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": LINE,
    "axes.facecolor": GROUND,
    "figure.facecolor": GROUND,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": LINE,
    "axes.axisbelow": True,
    "xtick.bottom": False,
    "ytick.left": False,
}
Read = Callable[[Measurement, Store, int], float]


def draw_rates(before: Measurement | None, after: Measurement | None, path: Path) -> None:
    """Draw the scan's rate as a share of the plain route's."""
    _draw(
        before,
        after,
        path,
        read=lambda run, store, clients: (
            100 * run.rate_ratio(store, clients, Target.SCAN, to=Target.PLAIN)
        ),
        label="scans a second, % of the plain route",
        aim=85,
        write="{:.0f} %",
    )


def draw_p99(before: Measurement | None, after: Measurement | None, path: Path) -> None:
    """Draw the scan's p99 as a multiple of the plain route's."""
    _draw(
        before,
        after,
        path,
        read=lambda run, store, clients: run.p99_ratio(
            store, clients, Target.SCAN, to=Target.PLAIN
        ),
        label="p99, multiple of the plain route's",
        aim=1.5,
        write="{:.1f}×",
    )


def _draw(
    before: Measurement | None,
    after: Measurement | None,
    path: Path,
    *,
    read: Read,
    label: str,
    aim: float,
    write: str,
) -> None:
    runs = [
        (name, run, colour)
        for name, run, colour in (
            ("before", before, BEFORE_COLOUR),
            ("after", after, AFTER_COLOUR),
        )
        if run is not None
    ]
    newest = runs[-1][1]
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(8.4, 3.4), layout="constrained")
        panels = figure.subplots(1, len(newest.stores), sharey=True, squeeze=False)[0]
        for panel, store in zip(panels, newest.stores, strict=True):
            for n, (name, run, colour) in enumerate(runs):
                heights = [read(run, store, clients) for clients in newest.clients]
                middle = (n - (len(runs) - 1) / 2) * (WIDTH + 0.02)
                places = [k + middle for k in range(len(heights))]
                bars = panel.bar(places, heights, WIDTH, color=colour, label=name)
                panel.bar_label(bars, fmt=write, padding=2, color=INK, fontsize=9)
            _finish(panel, title=TITLES[store], clients=newest.clients, aim=aim)
        panels[0].set_ylabel(label)
        handles, names = panels[0].get_legend_handles_labels()
        figure.legend(handles, names, loc="outside lower center", ncols=3, frameon=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None, "Creator": None})


def _finish(panel: Axes, *, title: str, clients: tuple[int, ...], aim: float) -> None:
    panel.set_title(title)
    panel.axhline(aim, color=AIM_COLOUR, linewidth=1.2, linestyle=(0, (4, 3)), label="aim")
    panel.set_xticks(range(len(clients)), [str(each) for each in clients])
    panel.set_xlabel("clients")
    panel.set_ylim(0, max(panel.get_ylim()[1], aim) * 1.12)
