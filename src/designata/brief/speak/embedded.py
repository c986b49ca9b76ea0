"""The voice within the wheel: hibari's "heart", which reads English at a hundred times real time.

Its other voices would be downloads, which nothing here starts. Names are said by our lexicon
(``data/pronunciation.toml``) in the alphabet that its model was trained on; letters that the
speakable text spells (``U N``) are said as one word, without a pause between them.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from designata.brief.speak.lexicon import sounds
from designata.brief.speak.voice import UNTOLD, Samples

if TYPE_CHECKING:
    from hibari import Hibari as Model

_SPELLED = re.compile(r"\b[A-Z](?: [A-Z])+\b(?!')")
_NUMERAL = re.compile(r"(\[[^\]]*\]\(/[^)]*/\))|\b([A-Z][a-z]+) (?=[IVXLC][a-z])")
"""hibari 0.2.1 takes the L of "Alexander Lukashenko" for a Roman numeral: Alexander the zeroth."""
_LONGEST = 400
"""The phonemes that the model takes at once."""
_CLAUSE = re.compile(r"(?<=[,;:.—])\s+")
_SEED = 1
"""The noise in the voice is the same each time, so that a recording can be made again."""


@cache
def _model() -> "Model":
    from hibari import Hibari as Model

    return Model()


def _known(word: str) -> bool:
    """Whether the voice's own lexicon has the word, or what it is inflected from."""
    from hibari.g2p import Context

    lexicon = _model().g2p.lexicon
    return lexicon.get_word(word.lower(), "NN", None, Context())[0] is not None


class Hibari:
    """The embedded voice.

    >>> len(Hibari().speak("Lady R.", lang="en")) > 12000
    True
    """

    name = "hibari heart"
    rate = 24_000
    languages = frozenset({"en"})

    def __init__(self, lang: str = "en", environment: Mapping[str, str] | None = None) -> None:
        """Both are what every voice is made of; this one needs neither."""

    def speak(self, text: str, *, lang: str, homes: Mapping[str, str] = UNTOLD) -> Samples:
        """The text, said; loads the model at the first call, in about 0.6 s."""
        del lang
        model = _model()
        rng = np.random.default_rng(_SEED)
        parts = [
            model.from_ids(model.ids(part), 1.0, rng) for part in _parts(self.phonemes(text, homes))
        ]
        return np.concatenate(parts, dtype=np.float32) if parts else np.zeros(0, np.float32)

    def phonemes(self, text: str, homes: Mapping[str, str] = UNTOLD) -> str:
        """How the text will be said, in the model's alphabet."""
        g2p = _model().g2p
        spelled = _SPELLED.sub(
            lambda m: f"[{m[0].replace(' ', '')}](/{g2p.lexicon.get_NNP(m[0])[0]}/)", text
        )
        known = sounds(spelled, _known, homes)
        return str(g2p(_NUMERAL.sub(lambda m: m[1] or f"[{m[2]}](/{g2p(m[2])}/) ", known)))


def _parts(phonemes: str) -> list[str]:
    parts: list[str] = []
    for clause in _CLAUSE.split(phonemes):
        if parts and len(parts[-1]) + len(clause) < _LONGEST:
            parts[-1] += f" {clause}"
        else:
            parts += [clause[at : at + _LONGEST] for at in range(0, len(clause), _LONGEST)]
    return parts
