"""Counts as small SVG bars, drawn for light and dark paper by the page's own colours."""

from collections.abc import Iterator
from html import escape

from designata.brief.told import Plot

_ROW, _LABEL, _WIDTH, _CHARS = 20, 165, 360, 22


def svg(plot: Plot) -> str:
    """A plot.

    >>> from designata.brief.told import Bar
    >>> "&lt;b&gt;" in svg(Plot(title="t", bars=[Bar("<b>", 2), Bar("c", 1)]))
    True
    """
    return "".join(_svg(plot))


def _svg(plot: Plot) -> Iterator[str]:
    most = max((bar.count for bar in plot.bars), default=1) or 1
    height = _ROW * len(plot.bars)
    told = ", ".join(f"{bar.label} {bar.count}" for bar in plot.bars)
    room = _WIDTH - _LABEL - 50
    yield (
        f'<figure class="plot"><figcaption>{escape(plot.title)}</figcaption>'
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(plot.title)}: {escape(told)}">'
    )
    for at, bar in enumerate(plot.bars):
        top = at * _ROW
        wide = max(2, round(room * bar.count / most))
        label = bar.label if len(bar.label) <= _CHARS else bar.label[: _CHARS - 1] + "…"
        yield (
            f'<text x="{_LABEL - 8}" y="{top + 14}" text-anchor="end">{escape(label)}</text>'
            f'<rect x="{_LABEL}" y="{top + 4}" width="{wide}" height="12" rx="2"/>'
            f'<text x="{_LABEL + wide + 6}" y="{top + 14}">{bar.count:,}</text>'
        )
    yield "</svg></figure>\n"
