"""How well a recording is heard: word errors, names, times, loudness, silences and speed.

    python bench/speech_bench.py --hear /path/to/another/venv/bin/python --store FOLDER [--seed 1]

Records the scripts of speech_scripts.toml and names drawn from a store's lists, has them heard by
a recogniser (``speech_hear.py``, which says what that environment needs), asks screening for what
was heard, writes build/speech/result.json and prints the table.
"""

import argparse
import datetime as dt
import json
import re
import subprocess
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import soundfile

from designata.brief.speak import level, narrator, recording, speakable
from designata.brief.speak.recording import Cue, Recording
from designata.brief.speak.voice import Samples
from designata.brief.told import Brief, Cited, Section, Sentence
from designata.engine import Designata
from speech_names import TOLD, draw, find, tell

Row: TypeAlias = dict[str, Any]
"""A recording and what was heard of it, as JSON holds it."""

SCRIPTS = Path(__file__).with_name("speech_scripts.toml")
HEAR = Path(__file__).with_name("speech_hear.py")
_NAME = re.compile(r"\{([^}]*)\}")


def record_all(scripts: Iterable[Row], folder: Path) -> list[Row]:
    """Each script as a WAV, with what the recogniser needs to judge it."""
    claim = Cited(
        claim="0" * 32, record="r", property="name", value="v", quote="q", list="l",
        publisher="p", date="2024-05-03",
    )  # fmt: skip
    voice = narrator.narrator("en")
    voice.speak("Warm.", lang="en")
    rows: list[Row] = []
    for number, script in enumerate(scripts):
        plain = [_NAME.sub(r"\1", text) for text in script["sentences"]]
        brief = Brief(
            title=script["title"], lang="en", day=dt.date(2024, 5, 24), since=None, about=None,
            sections=[
                Section(
                    heading="",
                    sentences=[
                        Sentence(id=f"s{n}", text=text, claims=[claim, *script.get("claims", [])])
                        for n, text in enumerate(plain, 1)
                    ],
                )
            ],
            plots=[], rows=[], lists={}, policy="", caveat="",
        )  # fmt: skip
        wall, cpu = time.perf_counter(), time.process_time()
        made = recording.record(brief, voice)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        path = folder / f"{number:02}.wav"
        soundfile.write(path, made.samples, made.rate)
        names = {
            f"s{n}": [speakable.speakable(name) for name in _NAME.findall(text)]
            for n, text in enumerate(script["sentences"], 1)
        }
        rows.append(
            {
                "wav": str(path),
                "title": script["title"],
                "kind": script["kind"],
                "seconds": made.seconds,
                "wall": wall,
                "cpu": cpu,
                "lufs": level.loudness(made.samples, made.rate),
                "true_peak": level.true_peak(made.samples),
                "clipped": int((np.abs(made.samples) >= 1).sum()),
                "onset": max(onset(made, cue) for cue in made.cues),
                "silence": longest_silence(made.samples, made.rate),
                "cues": [
                    {
                        "text": cue.text,
                        "said": cue.said,
                        "start": cue.start / made.rate,
                        "end": cue.end / made.rate,
                        "names": names.get(cue.id, []),
                    }
                    for cue in made.cues
                ],
            }
        )
    return rows


def english() -> list[str]:
    """The words that are no names, as far as the voice's own lexicon knows."""
    from hibari import Hibari

    lexicon = Hibari().g2p.lexicon
    return sorted(
        word for words in (lexicon.golds, lexicon.silvers) for word in words.d if word.islower()
    )


def onset(made: Recording, cue: Cue) -> float:
    """Seconds from a sentence's time to the first sound of it, 40 dB below its loudest."""
    part = np.abs(made.samples[cue.start : cue.end])
    return float(np.argmax(part > part.max() / 100)) / made.rate


def longest_silence(samples: Samples, rate: int) -> float:
    """Seconds: the longest run of 10 ms frames 50 dB below the loudest."""
    hop = rate // 100
    heard = np.asarray(samples)
    frames = heard[: len(heard) // hop * hop].reshape(-1, hop)
    energy = np.sqrt((frames**2).mean(axis=1))
    longest = run = 0
    for quiet in energy < energy.max() * 10 ** (-50 / 20):
        run = run + 1 if quiet else 0
        longest = max(longest, run)
    return longest / 100


_KINDS = {
    "control": "names that everybody can spell (Michael Johnson, Sergei Lavrov)",
    "casebook": "names of the casebook, which the lexicon knows",
    "drawn": "names drawn from the lists by a fresh seed",
}


def table(rows: list[Row]) -> str:
    """The measures as Markdown."""
    lines = [
        (
            f"| names | words | as spelt | by Metaphone | told {TOLD} words: as spelt "
            "| by Metaphone | read against them | screening finds, untold | told |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for kind, title in _KINDS.items():
        some = [row for row in rows if row["kind"] == kind]
        if some:
            lines.append(f"| {title} | {_count(some, 'untold', 'names')} | {_names(some)} |")
    lines += ["", "| measure | figure |", "|---|---|"]
    lines += [f"| {measure} | {figure} |" for measure, figure in _others(rows)]
    return "\n".join(lines)


def _names(rows: list[Row]) -> str:
    rates = [_rate(rows, how, kind) for how in ("untold", "told") for kind in ("names", "codes")]
    rates.append(_rate(rows, "read", "names"))
    found = [
        f"{sum(one[how] for row in rows for one in row['found'])} of "
        f"{sum(len(row['found']) for row in rows)}"
        for how in ("untold", "told")
    ]
    return " | ".join([*rates, *found])


def _count(rows: list[Row], how: str, kind: str, of: str = "words") -> int:
    return sum(row[how][of][kind] for row in rows)


def _rate(rows: list[Row], how: str, kind: str) -> str:
    return f"{_count(rows, how, kind, 'errors') / _count(rows, how, kind):.1%}".replace("%", " %")


def _others(rows: list[Row]) -> list[tuple[str, str]]:
    late = sorted(abs(one) for row in rows for one in row["late"])
    seconds = sum(row["seconds"] for row in rows)
    loud = [row["lufs"] for row in rows]
    return [
        (
            "word errors outside names",
            (
                f"{_rate(rows, 'untold', 'elsewhere')} of "
                f"{_count(rows, 'untold', 'elsewhere')} words; "
                f"told names, {_rate(rows, 'told', 'elsewhere')} of "
                f"{_count(rows, 'told', 'elsewhere')}"
            ),
        ),
        (
            "start of a sentence against its time",
            (
                f"{max(row['onset'] for row in rows) * 1000:.0f} ms at most by energy; by the "
                f"recogniser's own word times {late[len(late) // 2] * 1000:.0f} ms in the middle, "
                f"{sum(one <= 0.15 for one in late) / len(late):.0%} within 150 ms"
            ),
        ),
        (
            "loudness, true peak, longest silence",
            (
                f"{min(loud):.1f} to {max(loud):.1f} LUFS, "
                f"{max(row['true_peak'] for row in rows):.1f} dB, "
                f"{max(row['silence'] for row in rows):.2f} s; "
                f"{sum(row['clipped'] for row in rows)} samples clipped"
            ),
        ),
        (
            "speed",
            (
                f"{seconds / sum(row['cpu'] for row in rows):.0f} times real time on one core, "
                f"{seconds / sum(row['wall'] for row in rows):.0f} by the clock"
            ),
        ),
    ]


def main() -> None:
    """Records, has it heard by the other interpreter, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hear", required=True, help="the recogniser's interpreter")
    parser.add_argument("--store", required=True, type=Path, help="a store with official lists")
    parser.add_argument("--seed", type=int, default=1, help="draws the names that are said")
    parser.add_argument("--model", help="a faster-whisper model's folder")
    parser.add_argument("--out", type=Path, default=Path("build/speech"))
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    result = asked.out / "result.json"
    door = Designata.open(asked.store)
    scripts = [*tomllib.loads(SCRIPTS.read_text())["script"], *draw(door.store, asked.seed)]
    rows = record_all(scripts, asked.out)
    tell(door.store, rows, asked.seed)
    result.write_text(json.dumps(rows, ensure_ascii=False))
    result.with_name("english.txt").write_text("\n".join(english()))
    model = [asked.model] if asked.model else []
    subprocess.run([asked.hear, HEAR, result, *model], check=True)
    rows = json.loads(result.read_text())
    find(door, rows)
    result.write_text(json.dumps(rows, ensure_ascii=False, indent=1))
    print(table(rows))


if __name__ == "__main__":
    main()
