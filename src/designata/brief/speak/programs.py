"""Voices that are programs of the user's: espeak-ng and piper, run apart and spoken to by pipes.

Both are under the GPL: nothing of them is linked or imported. The text goes in by standard input,
so that no text can be taken for an option, and espeak's own markup is off.
"""

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from designata.brief.speak.voice import UNTOLD, Samples, VoiceError

_SECONDS = 120
"""The longest that one sentence may take."""
_ESPEAK = {"en": "en-us", "ko": "ko", "uk": "uk", "ru": "ru"}


class Program:
    """A voice that a command speaks, which takes text and gives a WAV.

    Args:
        name: for the recording.
        command: by language, the program and its options.
        rate: samples a second.
    """

    def __init__(self, name: str, command: Mapping[str, list[str]], rate: int) -> None:
        self.name, self.rate, self._command = name, rate, command
        self.languages = frozenset(command)

    def speak(self, text: str, *, lang: str, homes: Mapping[str, str] = UNTOLD) -> Samples:
        """The text, said.

        Raises:
            VoiceError: when the program fails, or gives no sound.
        """
        import soundfile

        del homes
        command = self._command[lang]
        try:
            done = subprocess.run(  # noqa: S603 the user's own program, and text only by its input
                command, input=text.encode(), capture_output=True, timeout=_SECONDS, check=True
            )
            samples, rate = soundfile.read(io.BytesIO(done.stdout), dtype="float32", always_2d=True)
        except (OSError, subprocess.SubprocessError, soundfile.SoundFileError) as error:
            told = getattr(error, "stderr", b"") or b""
            raise VoiceError(
                f"{self.name} could not say a sentence",
                where=told.decode(errors="replace").strip()[-200:] or str(error),
                cure=f"try it alone: {' '.join(command)}",
            ) from error
        self.rate = int(rate)
        return np.ascontiguousarray(samples[:, 0])


def espeak(lang: str, environment: Mapping[str, str]) -> Program:
    """espeak-ng: ``DESIGNATA_ESPEAK`` names the program where it is not on the path.

    Raises:
        VoiceError: when it is not installed.
    """
    del lang
    path = _program("espeak-ng", environment.get("DESIGNATA_ESPEAK"))
    speak = [path, "--stdin", "--stdout", "-b", "1", "-s", "160", "-v"]
    return Program("espeak-ng", {code: [*speak, voice] for code, voice in _ESPEAK.items()}, 22_050)


def piper(lang: str, environment: Mapping[str, str]) -> Program:
    """Piper with the voice file that ``DESIGNATA_PIPER_VOICE`` names.

    ``DESIGNATA_PIPER`` names the program where it is not on the path. A voice file's name begins
    with its language (``uk_UA-lada-x_low.onnx``); one that does not is taken for the asked one.

    Raises:
        VoiceError: when the program or the voice file is missing.
    """
    path = _program("piper", environment.get("DESIGNATA_PIPER"))
    voice = Path(environment.get("DESIGNATA_PIPER_VOICE", ""))
    if not voice.is_file():
        raise VoiceError(
            "piper has no voice file",
            where=str(voice) if voice.name else "",
            cure="name one, such as uk_UA-lada-x_low.onnx, in DESIGNATA_PIPER_VOICE",
        )
    begun, sign, _ = voice.name.partition("_")
    reads = begun if sign and len(begun) == len("uk") else lang
    command = [path, "--model", str(voice), "--output_file", "-"]
    return Program(f"piper {voice.stem}", {reads: command}, 22_050)


def _program(name: str, named: str | None) -> str:
    path = shutil.which(named or name)
    if path is None:
        raise VoiceError(
            f"{name} is not installed",
            where=named or "",
            cure=f"install it (on Debian: apt install {name}), or name the program in "
            f"DESIGNATA_{name.removesuffix('-ng').upper()}; the page is written without it",
        )
    return path
