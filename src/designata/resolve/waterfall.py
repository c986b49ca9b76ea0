"""A judgement as a picture: from the prior, weight by weight, to the log-odds that remain.

As bars of text for a terminal and as SVG; text from lists is escaped, and nothing in the picture is
run or fetched.
"""

from collections.abc import Iterator
from xml.sax import saxutils

import msgspec

from designata.evidence.explain import Judgement

_ROW, _LEFT, _WIDE, _TOP = 26, 250, 420, 46
_UP, _DOWN, _SUM = "#2c7a4b", "#b03a3a", "#4a5a70"
_LONGEST = 34


class Bar(msgspec.Struct, frozen=True):
    """One step of the waterfall.

    Args:
        label: what it is.
        note: in plain words.
        start: the log-odds before it.
        end: the log-odds after it.
    """

    label: str
    note: str
    start: float
    end: float


def bars(found: Judgement) -> list[Bar]:
    """The steps: the prior, every reason, the sum.

    >>> from designata.evidence.explain import weigh
    >>> [(bar.label, bar.end) for bar in bars(weigh([], prior=-2.0))]
    [('before any evidence', -2.0), ('in all', -2.0)]
    """
    at = found.prior
    steps = [Bar("before any evidence", "", 0.0, at)]
    for reason in found.reasons:
        steps.append(Bar(reason.feature, reason.note, at, at + reason.weight))
        at += reason.weight
    steps.append(Bar("in all", f"probability {found.score:.3f}", 0.0, at))
    return steps


def text(found: Judgement, width: int = 40) -> Iterator[str]:
    """The waterfall as lines of text, ``+`` for and ``-`` against being one.

    >>> from designata.evidence.explain import weigh
    >>> list(text(weigh([], prior=-2.0), width=8))[-1]
    'in all               --------|        -2.00'
    """
    steps = bars(found)
    low, high = _span(steps)
    scale = width / (high - low)
    for bar in steps:
        cells = [" "] * (width + 1)
        zero = round(-low * scale)
        ends = sorted((round((bar.start - low) * scale), round((bar.end - low) * scale)))
        sign = "+" if bar.end >= bar.start else "-"
        for cell in range(ends[0], max(ends[1], ends[0] + 1)):
            cells[min(cell, width)] = sign
        cells[zero] = "|"
        amount = bar.end - bar.start
        yield f"{bar.label:<20} {''.join(cells)} {amount:+12.2f}"


def svg(found: Judgement, captions: tuple[str, str]) -> str:
    """The waterfall as an SVG picture.

    Args:
        found: the judgement.
        captions: the names of the two records.
    """
    steps = bars(found)
    low, high = _span(steps)
    scale = _WIDE / (high - low)
    height = _TOP + _ROW * len(steps) + 20
    zero = _LEFT - low * scale
    title = _escaped(f"{captions[0]} and {captions[1]}: one with probability {found.score:.3f}")
    rows = "\n".join(
        _svg_row(bar, _TOP + _ROW * number, low, scale, whole=number in {0, len(steps) - 1})
        for number, bar in enumerate(steps)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_LEFT + _WIDE + 330}" height="{height}"'
        f' font-family="sans-serif" font-size="13" role="img">\n<title>{title}</title>\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
        f'<text x="12" y="26" font-size="15" font-weight="bold">{title}</text>\n'
        f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="{_TOP - 6}" y2="{height - 14}"'
        f' stroke="#999999"/>\n{rows}\n</svg>\n'
    )


def _svg_row(bar: Bar, top: int, low: float, scale: float, *, whole: bool) -> str:
    ends = sorted((bar.start, bar.end))
    colour = _SUM if whole else _UP if bar.end >= bar.start else _DOWN
    left, wide = _LEFT + (ends[0] - low) * scale, max((ends[1] - ends[0]) * scale, 1.0)
    note = bar.note if len(bar.note) <= _LONGEST else bar.note[: _LONGEST - 1] + "…"
    middle = top + _ROW // 2 + 4
    return (
        f'<text x="12" y="{middle}">{_escaped(bar.label)}</text>'
        f'<rect x="{left:.1f}" y="{top + 4}" width="{wide:.1f}" height="{_ROW - 8}"'
        f' fill="{colour}"/>'
        f'<text x="{_LEFT + _WIDE + 12}" y="{middle}">{bar.end - bar.start:+.2f}'
        f" {_escaped(note)}</text>"
    )


def _escaped(text: str) -> str:
    """Text from outside, fit for XML, which has no place for control characters."""
    return saxutils.escape("".join(c if c.isprintable() else "\ufffd" for c in text))


def _span(steps: list[Bar]) -> tuple[float, float]:
    """From the lowest to the highest log-odds on the way, zero included; never nothing."""
    ends = [0.0, *(bar.end for bar in steps)]
    low, high = min(ends), max(ends)
    return (low, high) if high - low >= 1 else (low - 0.5, high + 0.5)
