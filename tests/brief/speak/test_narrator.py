import shutil
from pathlib import Path

import numpy as np
import pytest

from designata.brief.speak.embedded import Hibari, _parts
from designata.brief.speak.narrator import narrator
from designata.brief.speak.voice import VoiceError

needs_espeak = pytest.mark.skipif(
    shutil.which("espeak-ng") is None, reason="espeak-ng is not installed"
)


def test_english_needs_nothing_else() -> None:
    assert narrator("en", environment={}).languages == {"en"}


@pytest.mark.parametrize("lang", ["ko", "uk"])
def test_without_espeak_the_cure_is_told(lang: str) -> None:
    with pytest.raises(VoiceError, match="apt install espeak-ng"):
        narrator(lang, environment={"DESIGNATA_ESPEAK": "/nowhere/espeak-ng"})


def test_the_embedded_voice_does_not_read_korean() -> None:
    with pytest.raises(VoiceError, match="does not read ko; it reads en"):
        narrator("ko", voice="hibari", environment={})


def test_an_unknown_voice_is_refused() -> None:
    with pytest.raises(VoiceError, match="choose one of hibari, piper, espeak, address"):
        narrator("en", environment={"DESIGNATA_VOICE": "sibyl"})


def test_piper_needs_a_voice_file(tmp_path: Path) -> None:
    program = tmp_path / "piper"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    with pytest.raises(VoiceError, match="DESIGNATA_PIPER_VOICE"):
        narrator("uk", voice="piper", environment={"DESIGNATA_PIPER": str(program)})


def test_a_program_that_gives_no_sound_is_told(tmp_path: Path) -> None:
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\necho 'no such voice' >&2\nexit 1\n")
    program.chmod(0o755)
    voice = narrator("uk", environment={"DESIGNATA_ESPEAK": str(program)})
    with pytest.raises(VoiceError, match="no such voice"):
        voice.speak("Судно", lang="uk")


def test_an_address_must_be_named() -> None:
    with pytest.raises(VoiceError, match="DESIGNATA_SPEECH_URL"):
        narrator("en", voice="address", environment={})


def test_an_address_speaks_and_its_key_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    import httpx
    import soundfile

    sound = io.BytesIO()
    soundfile.write(sound, np.full(2400, 0.1, np.float32), 12_000, format="WAV")
    asked = []

    def answer(
        url: str, *, json: dict[str, str], headers: dict[str, str], timeout: float
    ) -> httpx.Response:
        asked.append((url, json["input"], headers, timeout))
        status = 200 if json["input"] == "Two ships" else 401
        return httpx.Response(status, content=sound.getvalue(), request=httpx.Request("POST", url))

    monkeypatch.setattr(httpx, "post", answer)
    voice = narrator(
        "uk",
        voice="address",
        environment={
            "DESIGNATA_SPEECH_URL": "http://localhost:1/v1",
            "DESIGNATA_SPEECH_KEY": "hush",
        },
    )
    assert len(voice.speak("Two ships", lang="uk")) == 2400
    assert voice.rate == 12_000
    assert asked[0][0] == "http://localhost:1/v1/audio/speech"
    assert asked[0][2] == {"Authorization": "Bearer hush"}
    with pytest.raises(VoiceError) as refused:
        voice.speak("Three", lang="uk")
    assert "hush" not in str(refused.value)


@needs_espeak
@pytest.mark.parametrize(
    ("lang", "text"), [("ko", "배 두 척"), ("uk", "Два судна"), ("en", "-v x")]
)
def test_espeak_reads_the_languages_of_briefs(lang: str, text: str) -> None:
    voice = narrator(lang, voice="espeak", environment={})
    assert len(voice.speak(text, lang=lang)) > voice.rate / 4


def test_letters_are_said_as_one_word_and_ivan_is_no_numeral() -> None:
    voice = Hibari()
    assert voice.phonemes("U N") == "jˌuˈɛn"
    assert "zˌiəɹəθ" not in voice.phonemes("Ivan Vladimirovich and Alexander Lukashenko")


def test_sounds_are_never_read_out_as_text() -> None:
    assert Hibari().phonemes("Choe Chol Ung of Ri Chun Hwan").count(" ") == 6


def test_what_is_too_long_for_the_model_is_parted() -> None:
    parts = _parts("həlˈO, " * 200 + "x" * 900)
    assert max(map(len, parts)) <= 400
    assert sum(part.count("həlˈO") for part in parts) == 200


def test_english_words_are_said_as_english_within_a_name_of_another_origin() -> None:
    voice = Hibari()
    alone = voice.phonemes("Heavy Industries Services").split()
    assert voice.phonemes("Qazvin Heavy Industries Services").split()[1:] == alone
