"""Prints a brief, writes it as a page, has it said; without a voice the page is still written."""

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from designata.cli import paper
from designata.cli.paper import safe
from designata.engine import Designata
from designata.errors import DesignataError, InputError

if TYPE_CHECKING:
    from designata.brief.report.player import Player
    from designata.brief.told import Brief
    from designata.news.backend.chat import Ask


def brief(  # noqa: PLR0913  - a command's own options
    engine: Designata,
    *,
    since: dt.date | None,
    about: str | None,
    lang: str,
    out: Path | None,
    audio: Path | None,
    ask: "Ask | None",
    json: bool,
) -> bool:
    """Writes a brief; whether all that was asked for could be done.

    Raises:
        InputError: when a file cannot be written in that format, or there is no such language.
        NotFoundError: when nothing answers to what it is to be about.
    """
    from designata.brief import report

    _formats(out, audio)
    told = engine.brief(since=since, about=about, lang=lang)
    if ask:
        from designata.brief import rephrase

        told = rephrase.rephrased(told, ask)
    player, failed = None, None
    if audio:
        try:
            player = spoken(told, audio, out)
        except DesignataError as error:
            failed = error
    if out:
        with paper.file(out) as file:
            file.write(report.render(told, out.name, player=player))
    if json:
        paper.json(told)
    else:
        show(told)
        for path in (out, audio if player else None):
            if path:
                paper.say(f"written to {safe(path)}")
    if failed:
        paper.complain(failed)
    return failed is None


def spoken(told: "Brief", audio: Path, out: Path | None) -> "Player":
    """Says a brief and writes the recording with its captions; what a page needs to play it.

    Args:
        told: the brief.
        audio: the recording's file; the captions go beside it.
        out: the page's, if there is one: it plays the recording from where that lies.

    Raises:
        VoiceError: when there is no voice for its language.
        InputError: when the recording cannot be written.
    """
    from designata.brief.report.player import Player
    from designata.brief.speak import captions, narrator, recording, save

    made = recording.record(told, narrator.narrator(told.lang))
    save.save(made, audio)
    words = audio.with_suffix(".vtt")
    with paper.file(words) as file:
        file.write(captions.webvtt(made).encode())
    beside = out.parent if out else audio.parent
    return Player(
        src=_address(audio, beside),
        type=save.FORMATS[audio.suffix.lower()][2],
        disclosure=made.label,
        times={cue.id: (cue.start / made.rate, cue.end / made.rate) for cue in made.cues},
        captions=_address(words, beside),
    )


def _formats(out: Path | None, audio: Path | None) -> None:
    """Refuses formats before anything is written or said in them."""
    from designata.brief import report
    from designata.brief.speak.save import FORMATS

    if out:
        report.suffix(out.name)
    if audio and audio.suffix.lower() not in FORMATS:
        raise InputError(
            f"a recording cannot be written as {audio.suffix or 'a file without an ending'}",
            where=str(audio),
            cure=f"name a file that ends in {', '.join(FORMATS)}",
        )


def model(address: str | None, name: str | None) -> "Ask | None":
    """The language model that may rephrase; none where none was named.

    Raises:
        InputError: when only one of address and name is given, or they are none.
    """
    if address is None and name is None:
        return None
    if address is None or name is None:
        raise InputError(
            "a model is asked only where address and name are given",
            where="--backend" if address is None else "--model",
            cure="give both, --backend https://… and --model NAME",
        )
    from designata.news.backend.chat import Chat

    return Chat(address, name, key=os.environ.get("DESIGNATA_LLM_KEY"))


def _address(path: Path, beside: Path) -> str:
    """Where a file is, seen from a page's folder."""
    return quote(Path(os.path.relpath(path.resolve(), beside.resolve())).as_posix())


def show(told: "Brief") -> None:
    """A brief for a terminal: how many claims stand behind each sentence."""
    paper.say(f"[bold]{safe(told.title)}[/]", hang=0)
    for warning in told.warnings:
        paper.note(warning)
    for section in told.sections:
        paper.say(f"\n[bold]{safe(section.heading)}[/]" if section.heading else "")
        for sentence in section.sentences:
            claims = f"[dim]\\[{len(sentence.claims)}][/]"
            paper.say(f"{safe(sentence.text)} {claims}", hang=0)
    paper.say(
        "\n[dim]In square brackets: the claims behind each sentence; --json or --out tell them.[/]"
    )
    paper.footer(told.lists, told.caveat)
