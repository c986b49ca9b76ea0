"""The recordings of a store: an MP3 each, its captions, and the brief with each sentence's time.

They lie in ``recordings/`` within the store, three files to a name; the JSON is written last, so a
recording that was cut short is not seen.
"""

import datetime as dt
import re
from hashlib import blake2b
from pathlib import Path

import msgspec

from designata.brief.speak import captions, save
from designata.brief.speak.recording import Recording
from designata.brief.told import Brief
from designata.errors import NotFoundError, StoreError

FOLDER = "recordings"
_NAME = re.compile(r"\d{4}-\d\d-\d\d-[a-z]{2}-[0-9a-f]{12}")


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A recording on the shelf.

    Args:
        name: of its files; the same brief by the same voice has the same.
        made: when.
        brief: what it says.
        voice: who read it.
        label: what says that a machine made it.
        seconds: how long it is.
        bytes: the size of the MP3.
        times: when each sentence begins and ends, in seconds, by its id.
        chapters: heading and second of each section.
    """

    name: str
    made: dt.datetime
    brief: Brief
    voice: str
    label: str
    seconds: float
    bytes: int
    times: dict[str, tuple[float, float]]
    chapters: list[tuple[str, float]]


def keep(brief: Brief, recording: Recording, store: Path, *, now: dt.datetime) -> Kept:
    """Puts a recording on the store's shelf, in place of one of the same brief and voice.

    Raises:
        InputError: when the folder cannot be written to.
    """
    content = msgspec.json.encode((brief, recording.voice))
    digest = blake2b(content, digest_size=6).hexdigest()
    name = f"{brief.day.isoformat()}-{brief.lang}-{digest}"
    folder = store / FOLDER
    folder.mkdir(exist_ok=True)
    sound = folder / f"{name}.mp3"
    save.save(recording, sound)
    sound.with_suffix(".vtt").write_text(captions.webvtt(recording), "utf-8")
    kept = Kept(
        name=name,
        made=now,
        brief=brief,
        voice=recording.voice,
        label=recording.label,
        seconds=recording.seconds,
        bytes=sound.stat().st_size,
        times={
            cue.id: (cue.start / recording.rate, cue.end / recording.rate) for cue in recording.cues
        },
        chapters=[(heading, start / recording.rate) for heading, start in recording.chapters],
    )
    draft = folder / f"{name}.part"
    draft.write_bytes(msgspec.json.encode(kept))
    draft.replace(sound.with_suffix(".json"))
    return kept


def kept(store: Path) -> list[Kept]:
    """All recordings, the newest first.

    Raises:
        StoreError: when one of them is damaged.
    """
    found = [_read(path) for path in (store / FOLDER).glob("*.json") if _NAME.fullmatch(path.stem)]
    return sorted(found, key=lambda one: one.made, reverse=True)


def one(store: Path, name: str) -> Kept:
    """The recording of a name.

    Raises:
        NotFoundError: when there is none.
        StoreError: when it is damaged.
    """
    return _read(file(store, name, ".json"))


def file(store: Path, name: str, suffix: str) -> Path:
    """One of a recording's files.

    Raises:
        NotFoundError: when there is none.
    """
    path = store / FOLDER / f"{name}{suffix}"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise NotFoundError(
            "there is no such recording", where=name[:40], cure="see the list of recordings"
        )
    return path


def _read(path: Path) -> Kept:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreError(
            "a recording's data cannot be read",
            where=str(path),
            cure="delete the file and record the brief again",
        ) from error
