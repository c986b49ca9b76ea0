"""A recording as a file: WAV, MP3 or Opus, with tags, chapters, a cover and what made it.

MP3 has ID3v2.3 with CHAP and CTOC frames, Opus has Vorbis comments with chapters as Xiph writes
them, WAV has ID3 in a chunk of its own. All say in their comment that a machine made them.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from designata.brief.speak import id3, provenance, vorbis
from designata.brief.speak.recording import Recording
from designata.errors import InputError

FORMATS: Final = {
    ".wav": ("WAV", "PCM_16", "audio/wav"),
    ".mp3": ("MP3", "MPEG_LAYER_III", "audio/mpeg"),
    ".opus": ("OGG", "OPUS", "audio/ogg"),
}
"""By suffix: the container, the coding and the media type."""
_COVER_SIDE = 1400
_US, _KIND, _DISCLOSURE = "Designata", "Podcast", "ai-disclosure"
_ISO639_2 = {"en": "eng", "ko": "kor", "uk": "ukr"}


def save(recording: Recording, path: Path, *, environment: Mapping[str, str] = os.environ) -> None:
    """Writes the recording in the format that the file's name says.

    It is signed where the environment names a certificate (``brief.speak.provenance``).

    Raises:
        InputError: when that is none of ours, or the place cannot be written to.
        ProvenanceError: when it is written, but could not be signed.
    """
    import soundfile

    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise InputError(
            f"a recording cannot be written as {suffix or 'a file without a suffix'}",
            where=str(path),
            cure=f"choose a name that ends in {', '.join(FORMATS)}",
        )
    container, coding, _ = FORMATS[suffix]
    try:
        with soundfile.SoundFile(
            path, "w", samplerate=recording.rate, channels=1, format=container, subtype=coding
        ) as file:
            file.write(recording.samples)
        path.write_bytes(_told(recording, suffix, path.read_bytes()))
    except (OSError, soundfile.SoundFileError) as error:
        raise InputError(
            "the recording could not be written",
            where=f"{path}: {error}",
            cure="choose a folder that exists and can be written to",
        ) from error
    if provenance.wanted(environment):
        provenance.sign(recording, path, environment=environment)


def comment(recording: Recording) -> str:
    """What the tags say of how it was made and on which lists it rests."""
    lists = ", ".join(f"{name} {day}" for name, day in sorted(recording.lists.items()))
    return f"{recording.label}. Voice: {recording.voice}. Lists: {lists or '-'}."


@cache
def cover() -> bytes:
    """The picture, a PNG of 1400 by 1400, as podcast directories ask for."""
    return files("designata.data").joinpath("speech_cover.png").read_bytes()


def _told(recording: Recording, suffix: str, content: bytes) -> bytes:
    """A file with its tags."""
    if suffix == ".opus":
        return vorbis.commented(content, _comments(recording))
    tag = id3.tag(list(_frames(recording)))
    return id3.in_wave(content, tag) if suffix == ".wav" else tag + content


def _frames(recording: Recording) -> Iterator[bytes]:
    yield id3.text("TIT2", recording.title)
    yield id3.text("TPE1", _US)
    yield id3.text("TALB", _US)
    yield id3.text("TCON", _KIND)
    yield id3.text("TYER", f"{recording.day:%Y}")
    yield id3.text("TDAT", f"{recording.day:%d%m}")
    yield id3.text("TLAN", _ISO639_2.get(recording.lang, recording.lang))
    yield id3.comment(comment(recording))
    yield id3.own(_DISCLOSURE.upper(), recording.label)
    yield id3.picture(cover())
    ends = [start for _, start in recording.chapters[1:]] + [len(recording.samples)]
    yield id3.chapters(
        [
            (heading, _millis(start, recording), _millis(end, recording))
            for (heading, start), end in zip(recording.chapters, ends, strict=False)
        ]
    )


def _comments(recording: Recording) -> list[tuple[str, str]]:
    told = [
        ("title", recording.title),
        ("artist", _US),
        ("album", _US),
        ("genre", _KIND),
        ("date", recording.day.isoformat()),
        ("language", recording.lang),
        ("comment", comment(recording)),
        (_DISCLOSURE, recording.label),
        ("metadata_block_picture", vorbis.picture(cover(), _COVER_SIDE)),
    ]
    for number, (heading, start) in enumerate(recording.chapters):
        minutes, millis = divmod(_millis(start, recording), 60_000)
        clock = f"{minutes // 60:02}:{minutes % 60:02}:{millis // 1000:02}.{millis % 1000:03}"
        told += [(f"chapter{number:03}", clock), (f"chapter{number:03}name", heading)]
    return told


def _millis(at: int, recording: Recording) -> int:
    return round(at * 1000 / recording.rate)
