"""Small briefs, and a voice that hums them."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

import numpy as np

from designata.brief.speak.voice import UNTOLD, Samples
from designata.brief.told import Brief, Cited, Section, Sentence

CLAIM = Cited(
    claim="0" * 32,
    record="casebook-lady-r",
    property="Sanction.startDate",
    value="2024-04-02",
    quote="2024-04-02",
    list="Casebook",
    publisher="casebook",
    date="2024-04-02",
)


def brief(*sections: tuple[str, list[str]], lang: str = "en") -> Brief:
    told = []
    count = 0
    for heading, texts in sections:
        sentences = []
        for text in texts:
            count += 1
            sentences.append(Sentence(id=f"s{count}", text=text, claims=[CLAIM]))
        told.append(Section(heading=heading, sentences=sentences))
    return Brief(
        title="Two ships <listed>",
        lang=lang,
        day=dt.date(2024, 4, 2),
        since=None,
        about=None,
        sections=told,
        plots=[],
        rows=[],
        lists={"casebook": "2024-04-02"},
        policy="brief@1",
        caveat="No hit is no clearance.",
    )


class Hum:
    """A tone of a tenth of a second for each word, with silence before and after."""

    name = "hum"
    rate = 22_050  # as espeak-ng and piper have
    languages = frozenset({"en", "ko", "uk"})
    loud: ClassVar[float] = 0.05

    def __init__(self) -> None:
        self.said: list[str] = []

    def speak(self, text: str, *, lang: str, homes: Mapping[str, str] = UNTOLD) -> Samples:
        del lang
        self.homes = homes
        self.said.append(text)
        count = len(text.split()) * self.rate // 10
        tone = self.loud * np.sin(np.arange(count) * 2 * np.pi * 330 / self.rate)
        still = np.zeros(self.rate // 2)
        return np.concatenate([still, tone, still]).astype(np.float32)
