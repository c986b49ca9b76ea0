"""How loud: -16 LUFS as podcasts have it (ITU-R BS.1770), true peaks below -1 dB, no long silence.

Every function takes and gives one channel of samples. Nothing clips: a limiter that looks ahead
lowers what would, smoothly, and the peak is measured between the samples too (four times over).
"""

import itertools
from functools import cache
from math import gcd
from typing import Final

import numpy as np

from designata.brief.speak.voice import Samples

TARGET: Final = -16.0
"""LUFS."""
CEILING: Final = -2.0
"""dB of true peak: a dB below the limit, most of which MP3 and Opus may add in coding."""
_OVER = 4
_FRAME = 0.01
_FLOOR = -50.0
"""dB below the loudest frame: what counts as silence."""
_EDGE = 0.02
"""Seconds of silence kept before and after a sentence, so that no soft onset is cut."""
_LONGEST_GAP = 0.45
"""Seconds of silence kept within a sentence."""
_LOOK_AHEAD = 0.005
_RELEASE = 0.03
_SHORTEST = 0.4
"""Seconds that loudness can be measured of."""
_TRIES = 8
_NEAR_ENOUGH = 0.1
"""LU: a tenth of what may be off."""


def resampled(samples: Samples, rate: int, to: int) -> Samples:
    """At another rate.

    >>> len(resampled(np.ones(2205, np.float32), 22_050, 24_000))
    2400
    """
    from scipy.signal import resample_poly

    if rate == to or not len(samples):
        return samples
    common = gcd(rate, to)
    return np.asarray(resample_poly(samples, to // common, rate // common), dtype=np.float32)


def trimmed(samples: Samples, rate: int) -> Samples:
    """Without silence at both ends, and with long silences within shortened.

    >>> tone = np.sin(np.arange(4800) / 5).astype(np.float32)
    >>> still = np.zeros(24000, np.float32)
    >>> len(trimmed(np.concatenate([still, tone, still, tone, still]), 24000))
    21360
    """
    hop = int(rate * _FRAME)
    count = len(samples) // hop
    if not count:
        return samples[:0]
    frames = samples[: count * hop].reshape(count, hop)
    energy = np.sqrt((frames**2).mean(axis=1))
    if not energy.max():
        return samples[:0]
    loud = np.flatnonzero(energy > energy.max() * 10 ** (_FLOOR / 20))
    keep = np.zeros(count, bool)
    edge, gap = round(_EDGE / _FRAME), round(_LONGEST_GAP / _FRAME)
    keep[max(loud[0] - edge, 0) : loud[-1] + 1 + edge] = True
    for before, after in itertools.pairwise(loud):
        if after - before - 1 > gap:
            keep[before + 1 + gap // 2 : after - (gap - gap // 2)] = False
    return np.ascontiguousarray(frames[keep].reshape(-1))


def loudness(samples: Samples, rate: int) -> float:
    """Integrated loudness in LUFS; minus infinity for what is silent or shorter than 0.4 s."""
    if len(samples) < rate * _SHORTEST or not samples.any():
        return float("-inf")
    import pyloudnorm

    return float(pyloudnorm.Meter(rate).integrated_loudness(samples.astype(np.float64)))


def true_peak(samples: Samples) -> float:
    """The highest level between the samples too, in dB.

    >>> true_peak(np.ones(100, np.float32) / 2) > -7
    True
    """
    highest = float(np.abs(_oversampled(samples)).max(initial=0.0))
    return 20 * float(np.log10(highest)) if highest else float("-inf")


def levelled(samples: Samples, rate: int) -> Samples:
    """At the target's loudness, below the ceiling."""
    said, now = samples, loudness(samples, rate)
    if not np.isfinite(now):
        return samples
    for _ in range(_TRIES):  # what the limiter takes away is given back
        said = limited(said * np.float32(10 ** ((TARGET - now) / 20)), rate)
        now = loudness(said, rate)
        if abs(now - TARGET) < _NEAR_ENOUGH:
            break
    return said


def limited(samples: Samples, rate: int) -> Samples:
    """With peaks above the ceiling lowered, from a little before them to a little after."""
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    ceiling = 10 ** (CEILING / 20)
    between = np.abs(_oversampled(samples))
    peaks = np.maximum.reduce([between[phase::_OVER] for phase in range(_OVER)])
    gain = np.minimum(1.0, ceiling / np.maximum(peaks, ceiling))
    if gain.min(initial=1.0) == 1.0:
        return samples
    reach = int(rate * _LOOK_AHEAD) * 2 + 1
    held = minimum_filter1d(gain, reach + 2 * int(rate * _RELEASE))
    smooth = uniform_filter1d(held, reach)
    return np.asarray(samples * np.minimum(smooth, 1.0), dtype=np.float32)


def _oversampled(samples: Samples) -> Samples:
    """Four times as many samples, by a filter as long as BS.1770's (annex 2)."""
    from scipy.signal import upfirdn

    taps = _filter()
    made = upfirdn(taps, samples, up=_OVER)
    begin = len(taps) // 2
    return np.asarray(made[begin : begin + len(samples) * _OVER], dtype=np.float32)


@cache
def _filter() -> Samples:
    from scipy.signal import firwin

    return np.asarray(firwin(12 * _OVER + 1, 1 / _OVER, window=("kaiser", 5.0)) * _OVER, np.float32)
