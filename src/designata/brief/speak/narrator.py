"""Who reads a brief aloud: the voice within the wheel, a program of the user's, or an address.

The default reads English and needs nothing else. piper and espeak-ng are under the GPL, so they
run as programs of their own and are never linked. What is missing is told with its cure, and the
page is still written: the caller decides that.
"""

import os
from collections.abc import Callable, Mapping

from designata.brief.speak import embedded, programs, remote
from designata.brief.speak.voice import Narrator, VoiceError


def narrator(
    lang: str, *, voice: str | None = None, environment: Mapping[str, str] = os.environ
) -> Narrator:
    """The voice for a language.

    Args:
        lang: ISO 639-1.
        voice: ``hibari``, ``piper``, ``espeak`` or ``address``; without it, what
            ``DESIGNATA_VOICE`` names, or else hibari for English and for other languages piper
            where a voice file is named, espeak-ng where not.
        environment: where the settings are (docs/recording.md).

    Raises:
        VoiceError: when there is no such voice, or it does not read that language.

    >>> narrator("en", environment={}).name
    'hibari heart'
    """
    makers: dict[str, Callable[[str, Mapping[str, str]], Narrator]] = {
        "hibari": embedded.Hibari,
        "piper": programs.piper,
        "espeak": programs.espeak,
        "address": remote.address,
    }
    named = voice or environment.get("DESIGNATA_VOICE")
    chosen = named or _usual(lang, environment)
    if chosen not in makers:
        raise VoiceError(
            f"there is no voice called {chosen}", cure=f"choose one of {', '.join(makers)}"
        )
    found = makers[chosen](lang, environment)
    if lang not in found.languages:
        reads = ", ".join(sorted(found.languages))
        raise VoiceError(
            f"the voice {found.name} does not read {lang}",
            cure=f"it reads {reads}; for others install espeak-ng, or name a voice file of piper's "
            "in DESIGNATA_PIPER_VOICE, or an address in DESIGNATA_SPEECH_URL",
        )
    return found


def _usual(lang: str, environment: Mapping[str, str]) -> str:
    if lang == "en":
        return "hibari"
    return "piper" if environment.get("DESIGNATA_PIPER_VOICE") else "espeak"
