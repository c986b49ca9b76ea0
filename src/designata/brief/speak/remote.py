"""A voice behind an OpenAI-compatible address (``/v1/audio/speech``), of the user's choosing.

Only used when the user names it: the brief's text leaves the machine. ``DESIGNATA_SPEECH_URL`` is
the address up to ``/v1``; ``DESIGNATA_SPEECH_KEY``, ``_MODEL``, ``_VOICE`` and ``_LANGUAGES`` say
the rest. The key is never printed.
"""

import io
from collections.abc import Mapping

import numpy as np

from designata.brief.speak.voice import UNTOLD, Samples, VoiceError

_SECONDS = 120
_LARGEST = 64 << 20


class Address:
    """The voice."""

    def __init__(self, url: str, environment: Mapping[str, str]) -> None:
        self._url = url.rstrip("/") + "/audio/speech"
        self._key = environment.get("DESIGNATA_SPEECH_KEY", "")
        self._model = environment.get("DESIGNATA_SPEECH_MODEL", "tts-1")
        self._voice = environment.get("DESIGNATA_SPEECH_VOICE", "alloy")
        self.name = f"{self._model} {self._voice}"
        self.rate = 24_000
        reads = environment.get("DESIGNATA_SPEECH_LANGUAGES", "en,ko,uk")
        self.languages = frozenset(part.strip() for part in reads.split(","))

    def speak(self, text: str, *, lang: str, homes: Mapping[str, str] = UNTOLD) -> Samples:
        """The text, said.

        Raises:
            VoiceError: when the address does not answer with sound.
        """
        import httpx
        import soundfile

        del lang, homes
        asked = {
            "model": self._model,
            "voice": self._voice,
            "input": text,
            "response_format": "wav",
        }
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            answer = httpx.post(self._url, json=asked, headers=headers, timeout=_SECONDS)
            answer.raise_for_status()
            body = answer.content[:_LARGEST]
            samples, rate = soundfile.read(io.BytesIO(body), dtype="float32", always_2d=True)
        except (httpx.HTTPError, httpx.InvalidURL, soundfile.SoundFileError) as error:
            raise VoiceError(
                "the speech address gave no sound",
                where=f"{self._url}: {error}",
                cure="check DESIGNATA_SPEECH_URL, _KEY, _MODEL and _VOICE",
            ) from error
        self.rate = int(rate)
        return np.ascontiguousarray(samples.mean(axis=1))


def address(lang: str, environment: Mapping[str, str]) -> Address:
    """The voice at ``DESIGNATA_SPEECH_URL``.

    Raises:
        VoiceError: when no address is named.
    """
    del lang
    url = environment.get("DESIGNATA_SPEECH_URL")
    if not url:
        raise VoiceError(
            "no speech address is named",
            cure="set DESIGNATA_SPEECH_URL to one, such as http://localhost:8880/v1",
        )
    return Address(url, environment)
