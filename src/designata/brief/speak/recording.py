"""A brief as one recording: who says so first, then sentence by sentence, each with its place.

Sentences are said one at a time and joined, so their times are exact by construction. It opens by
saying that a machine made it. Levels are set once, over the whole.
"""

import datetime as dt
from collections.abc import Callable, Mapping

import msgspec
import numpy as np

from designata.brief.speak.homes import homes
from designata.brief.speak.level import levelled, resampled, trimmed
from designata.brief.speak.speakable import language, speakable
from designata.brief.speak.voice import Narrator, Samples
from designata.brief.told import Brief, Section

RATE = 24_000
"""Samples a second, whatever the voice has: Opus takes only some rates."""
BETWEEN_SENTENCES = 0.35
BETWEEN_SECTIONS = 0.8
"""Seconds."""
DISCLOSURE = "ai"
"""The id of the sentence that says what made it."""


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sentence is heard.

    Args:
        id: the sentence's.
        text: as it is printed.
        said: as it was given to the voice.
        start: of its first sample.
        end: one past its last.
        section: the number of its section; -1 for the disclosure.
    """

    id: str
    text: str
    said: str
    start: int
    end: int
    section: int


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """A brief, read.

    Args:
        title: the brief's.
        lang: its language.
        day: its day.
        lists: the date of each list that it rests on.
        voice: who read it.
        label: what says that a machine made it.
        rate: samples a second.
        samples: one channel.
        cues: its sentences, in order.
        chapters: heading and first sample of each section; the lead is named by the title.
    """

    title: str
    lang: str
    day: dt.date
    lists: dict[str, str]
    voice: str
    label: str
    rate: int
    samples: Samples
    cues: list[Cue]
    chapters: list[tuple[str, int]]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / self.rate


class _Tape:
    """Samples as they are said, from first to last."""

    def __init__(self, voice: Narrator, lang: str, homes: Mapping[str, str]) -> None:
        self.voice, self.lang, self.homes = voice, lang, homes
        self.parts: list[Samples] = []
        self.length = 0
        self.cues: list[Cue] = []

    def say(self, sentence: tuple[str, str, str | None], section: int, pause: float) -> None:
        """Adds a sentence (id, printed, spoken where that differs) after a pause."""
        name, text, spoken = sentence
        said = speakable(spoken or text, self.lang)
        if not any(letter.isalnum() for letter in said):
            return
        sound = self.voice.speak(said, lang=self.lang, homes=self.homes)
        heard = trimmed(resampled(sound, self.voice.rate, RATE), RATE)
        if self.parts:
            self._add(np.zeros(int(pause * RATE), np.float32))
        start = self.length
        self._add(heard)
        self.cues.append(
            Cue(id=name, text=text, said=said, start=start, end=self.length, section=section)
        )

    def _add(self, samples: Samples) -> None:
        self.parts.append(samples)
        self.length += len(samples)


def record(
    brief: Brief, voice: Narrator, *, telling: Callable[[int, int], None] | None = None
) -> Recording:
    """Reads a brief.

    Args:
        brief: what to read.
        voice: who reads it.
        telling: is told how many sections of how many have been read.

    Raises:
        VoiceError: when the voice fails.
    """
    table = language(brief.lang)
    tape = _Tape(voice, brief.lang, homes(brief))
    tape.say((DISCLOSURE, table.disclosure, None), -1, 0.0)
    chapters: list[tuple[str, int]] = []
    for number, section in enumerate(brief.sections):
        begun = len(tape.cues)
        _section(tape, section, number)
        if len(tape.cues) > begun:
            chapters.append((section.heading or brief.title, tape.cues[begun].start))
        if telling:
            telling(number + 1, len(brief.sections))
    return Recording(
        title=brief.title,
        lang=brief.lang,
        day=brief.day,
        lists=brief.lists,
        voice=voice.name,
        label=table.label,
        rate=RATE,
        samples=levelled(np.concatenate(tape.parts, dtype=np.float32), RATE),
        cues=tape.cues,
        chapters=chapters,
    )


def _section(tape: _Tape, section: Section, number: int) -> None:
    for place, sentence in enumerate(section.sentences):
        pause = BETWEEN_SENTENCES if place else BETWEEN_SECTIONS
        tape.say((sentence.id, sentence.text, sentence.spoken), number, pause)
