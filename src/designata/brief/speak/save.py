"""A recording as a file: WAV, MP3 or Opus, with tags, chapters, a cover and what made it.

MP3 has ID3v2.3 with CHAP and CTOC frames, Opus has Vorbis comments with chapters as Xiph writes
them, WAV has ID3 in a chunk of its own. All say in their comment that a machine made them.
"""

import base64
import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from designata.brief.speak import provenance
from designata.brief.speak.recording import Recording
from designata.errors import InputError

if TYPE_CHECKING:
    from mutagen.id3 import Frame

FORMATS: Final = {
    ".wav": ("WAV", "PCM_16", "audio/wav"),
    ".mp3": ("MP3", "MPEG_LAYER_III", "audio/mpeg"),
    ".opus": ("OGG", "OPUS", "audio/ogg"),
}
"""By suffix: the container, the coding and the media type."""
_COVER_SIDE = 1400
_PICTURE_FRONT = 3


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
        (_vorbis if suffix == ".opus" else _id3)(recording, path)
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


def _id3(recording: Recording, path: Path) -> None:
    from mutagen.mp3 import MP3
    from mutagen.wave import WAVE

    file = WAVE(path) if path.suffix.lower() == ".wav" else MP3(path)
    for frame in _frames(recording):
        file[frame.HashKey] = frame
    file.save(v2_version=3)


def _frames(recording: Recording) -> list["Frame"]:
    from mutagen import id3

    utf8 = id3.Encoding.UTF8
    plain: dict[type[Frame], str] = {
        id3.TIT2: recording.title,
        id3.TPE1: "Designata",
        id3.TALB: "Designata",
        id3.TCON: "Podcast",
        id3.TDRC: recording.day.isoformat(),
        id3.TLAN: _ISO639_2.get(recording.lang, recording.lang),
    }
    frames: list[Frame] = [frame(encoding=utf8, text=text) for frame, text in plain.items()]
    frames += [
        id3.COMM(encoding=utf8, lang="eng", desc="", text=comment(recording)),
        id3.TXXX(encoding=utf8, desc="AI-DISCLOSURE", text=recording.label),
        id3.APIC(encoding=utf8, mime="image/png", type=_PICTURE_FRONT, desc="", data=cover()),
    ]
    names = [f"c{number}" for number in range(len(recording.chapters))]
    frames.append(
        id3.CTOC(
            element_id="toc",
            flags=id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED,
            child_element_ids=names,
            sub_frames=[],
        )
    )
    ends = [start for _, start in recording.chapters[1:]] + [len(recording.samples)]
    for name, (heading, start), end in zip(names, recording.chapters, ends, strict=False):
        frames.append(
            id3.CHAP(
                element_id=name,
                start_time=_millis(start, recording),
                end_time=_millis(end, recording),
                sub_frames=[id3.TIT2(encoding=utf8, text=heading)],
            )
        )
    return frames


def _vorbis(recording: Recording, path: Path) -> None:
    from mutagen.flac import Picture
    from mutagen.oggopus import OggOpus

    file = OggOpus(path)
    file["title"] = recording.title
    file["artist"] = file["album"] = "Designata"
    file["genre"] = "Podcast"
    file["date"] = recording.day.isoformat()
    file["language"] = recording.lang
    file["comment"] = comment(recording)
    file["ai-disclosure"] = recording.label
    picture = Picture()
    picture.type, picture.mime, picture.data = _PICTURE_FRONT, "image/png", cover()
    picture.width = picture.height = _COVER_SIDE
    picture.depth = 24
    file["metadata_block_picture"] = base64.b64encode(picture.write()).decode("ascii")
    for number, (heading, start) in enumerate(recording.chapters):
        minutes, millis = divmod(_millis(start, recording), 60_000)
        clock = f"{minutes // 60:02}:{minutes % 60:02}:{millis // 1000:02}.{millis % 1000:03}"
        file[f"chapter{number:03}"] = clock
        file[f"chapter{number:03}name"] = heading
    file.save()


def _millis(at: int, recording: Recording) -> int:
    return round(at * 1000 / recording.rate)


_ISO639_2 = {"en": "eng", "ko": "kor", "uk": "ukr"}
