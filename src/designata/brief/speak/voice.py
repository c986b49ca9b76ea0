"""What a voice is: it says a text in a language, as samples."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import numpy as np
import numpy.typing as npt

from designata.errors import DesignataError

Samples = npt.NDArray[np.float32]
"""One channel, from -1 to 1."""


UNTOLD: Mapping[str, str] = MappingProxyType({})
"""Nothing is known of where the names in a text come from."""


class VoiceError(DesignataError):
    """No voice can read this text: a program, a voice file or an address is missing or failed."""


class Narrator(Protocol):
    """A voice."""

    @property
    def name(self) -> str:
        """What the recording says about who read it."""

    @property
    def rate(self) -> int:
        """Samples a second."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages it reads, as ISO 639-1."""

    def speak(self, text: str, *, lang: str, homes: Mapping[str, str] = UNTOLD) -> Samples:
        """The text, said.

        Args:
            text: in words that can be said.
            lang: its language.
            homes: the script or country that words of names come from (``homes.homes``), for a
                voice that reads names by it.

        Raises:
            VoiceError: when the voice fails.
        """
