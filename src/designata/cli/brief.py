"""``brief``: printed, written as a page, said; without a voice the page is still written."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from designata.cli import options, paper
from designata.cli.paper import safe
from designata.errors import DesignataError, InputError

if TYPE_CHECKING:
    from designata.brief.report.player import Player
    from designata.brief.told import Brief
    from designata.news.backend.chat import Ask


def brief(  # noqa: PLR0913  - a command's own options
    *,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="The first day; else the newest changes."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(metavar="ID", help="An id, name, IMO number, kr-ru, or a kept article."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A page: .html, .pdf, .md or .json.")] = None,
    audio: Annotated[Path | None, typer.Option(help="A recording: .mp3, .opus or .wav.")] = None,
    lang: Annotated[str, typer.Option(help="en, ko or uk.")] = "en",
    backend: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Let a model there rephrase; needs --model."),
    ] = None,
    model: options.Model = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Tell what changed, or of one entity, pair or article: each sentence with its claims."""
    from designata.brief import report

    _formats(out, audio)
    day, ask = options.day(since, "--since"), _ask(backend, model)
    told = options.opened(store).brief(since=day, about=about, lang=lang)
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
        _show(told)
        for path in (out, audio if player else None):
            if path:
                paper.say(f"written to {safe(path)}")
    if failed:
        paper.complain(failed)
        raise typer.Exit(1)


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


def _ask(address: str | None, name: str | None) -> "Ask | None":
    """The language model that may rephrase; none where none was named."""
    named = options.model(address, name)
    if named is None:
        return None
    from designata.news.backend.chat import Chat

    return Chat(*named, key=os.environ.get("DESIGNATA_LLM_KEY"))


def _address(path: Path, beside: Path) -> str:
    """Where a file is, seen from a page's folder."""
    return quote(Path(os.path.relpath(path.resolve(), beside.resolve())).as_posix())


def _show(told: "Brief") -> None:
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
