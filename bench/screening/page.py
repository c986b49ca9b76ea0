"""The page that the benchmark writes: Markdown with tables, plots where matplotlib is installed."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class Series(NamedTuple):
    """A line of a plot."""

    title: str
    x: Sequence[float]
    y: Sequence[float]


class Page:
    """A page under ``docs/benchmarks``, and its plots beside it.

    Args:
        path: of the page.
        title: its heading.
    """

    def __init__(self, path: Path, title: str) -> None:
        self._path = path
        self._lines = [f"# {title}", ""]

    def heading(self, text: str) -> None:
        """A section begins."""
        print(f"\n## {text}\n", flush=True)
        self._lines += [f"## {text}", ""]

    def text(self, text: str) -> None:
        """A paragraph."""
        print(text, "\n", flush=True)
        self._lines += [text, ""]

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table."""
        lines = [_row(head), "|" + "---|" * len(head), *map(_row, rows)]
        print("\n".join(lines), "\n", flush=True)
        self._lines += [*lines, ""]

    def plot(
        self,
        name: str,
        x: str,
        y: str,
        series: Sequence[Series],
        *,
        diagonal: bool = False,
        logarithmic: bool = False,
    ) -> None:
        """A plot as SVG; left out without matplotlib (the tables say the same)."""
        if not find_spec("matplotlib"):
            return
        import matplotlib as mpl  # type: ignore[import-not-found,unused-ignore]

        mpl.use("svg")
        mpl.rcParams["svg.hashsalt"] = name
        from matplotlib import pyplot as plt  # type: ignore[import-not-found,unused-ignore]

        figure, axes = plt.subplots(figsize=(6, 4))
        if diagonal:
            axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", linewidth=1)
        for line in series:
            axes.plot(line.x, line.y, marker="o", markersize=4, label=line.title)
        if logarithmic:
            axes.set_xscale("log")
            axes.set_yscale("log")
        axes.set_xlabel(x)
        axes.set_ylabel(y)
        axes.grid(visible=True, color="0.9")
        axes.legend(frameon=False)
        figure.tight_layout()
        file = f"screening-{name}.svg"
        figure.savefig(self._path.parent / file, metadata={"Date": None})
        plt.close(figure)
        self._lines += [f"![{x} against {y}]({file})", ""]

    def write(self) -> None:
        """Writes what there is."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text("\n".join(self._lines).rstrip() + "\n", encoding="utf-8")


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def percent(part: int, whole: int) -> str:
    """A share in per cent with its counts.

    >>> percent(1, 8)
    '12.5 % (1 of 8)'
    """
    return f"{100 * part / whole:.1f} % ({part:,} of {whole:,})" if whole else "-"
