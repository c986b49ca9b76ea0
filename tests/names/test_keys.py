"""Sounds of names, whatever the spelling."""

import pytest

from designata.names import keys


@pytest.mark.parametrize(("spelling", "sound"), keys._SOUNDS)
def test_no_spelling_of_a_sound_is_passed_over(spelling: str, sound: str) -> None:
    assert keys._TOLD_BY.search(spelling), sound
