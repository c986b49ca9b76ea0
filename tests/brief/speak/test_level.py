import numpy as np
import pytest

from designata.brief.speak import level
from designata.brief.speak.voice import Samples

RATE = 24_000


def speech(seconds: float = 4.0, peak: float = 0.1) -> Samples:
    rng = np.random.default_rng(1)
    noise = rng.standard_normal(int(RATE * seconds)) * peak / 3
    swing = 0.2 + np.abs(np.sin(np.arange(len(noise)) * 2 * np.pi * 3 / RATE))
    return (noise * swing).astype(np.float32)


@pytest.mark.parametrize("peak", [0.01, 0.3, 3.0])
def test_levels_reach_the_target_without_clipping(peak: float) -> None:
    made = level.levelled(speech(peak=peak), RATE)
    assert abs(level.loudness(made, RATE) - level.TARGET) < 0.5
    assert level.true_peak(made) < -1.0
    assert np.abs(made).max() < 1.0


def test_one_click_does_not_lower_the_rest() -> None:
    heard = speech()
    heard[RATE] = 0.99
    made = level.levelled(heard, RATE)
    assert level.true_peak(made) <= level.CEILING + 0.05
    assert abs(level.loudness(made, RATE) - level.TARGET) < 0.5


@pytest.mark.parametrize("length", [0, 10, RATE])
def test_silence_stays_silence(length: int) -> None:
    still = np.zeros(length, np.float32)
    assert not level.levelled(still, RATE).any()
    assert len(level.trimmed(still, RATE)) == 0


def test_a_long_pause_within_is_shortened() -> None:
    heard = np.concatenate([speech(1.0), np.zeros(3 * RATE, np.float32), speech(1.0)])
    assert 2.3 < len(level.trimmed(heard, RATE)) / RATE < 2.7


def test_a_voice_of_sharp_peaks_reaches_the_target() -> None:
    """Ukrainian by espeak-ng has peaks 20 dB above its loudness."""
    heard = speech(6.0, 0.05)
    heard[:: RATE // 4] = 0.9
    made = level.levelled(heard, RATE)
    assert abs(level.loudness(made, RATE) - level.TARGET) < 1.0
    assert level.true_peak(made) < -1.0
