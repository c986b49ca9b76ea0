"""Where names stand: runs of capitalised words, with the small words that belong inside.

The model's entities help to tell names from openings of sentences; they do not say where a name
ends, since the small model cuts foreign names in pieces.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from designata.data import words
from designata.news.document import Block, Document
from designata.news.registered import fields, registered
from designata.news.taken import Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

_WORD = re.compile(r"[‘'’`]?[^\W_](?:[\w’'‘`&/+.-]*[\w+])?")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ARTICLE = re.compile(r"(?:al|el|as|an|ar|ad|ash|at|az|ul)[-‑’'][‘’'`]?[A-Z]")
_SIDE = re.compile(
    r"-(?:based|flagged|registered|owned|linked|backed|controlled|designated|born|led|run|listed"
    r"|headquartered|sanctioned)$"
)
_INITIAL = re.compile(r"[A-Z]")
_SHORTENED = frozenset({"co", "ltd", "inc", "st", "corp", "no", "jr", "sr", "bros", "dr", "mr"})
_TITLE_CASE = 0.7
_ENTRIES = ("item", "cell")
_WATERS = frozenset(
    {"ocean", "sea", "gulf", "river", "island", "islands", "strait", "harbour", "harbor"}
)
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|across|of|around|outside|between|into|through|off|on|the)\s+(?:the\s+)?$"
)
_LONG_WORD = 4
_SHORT_LINE = 9
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


class Name(msgspec.Struct, frozen=True):
    """A stretch that is a name.

    Args:
        label: the model's type for it, empty where it has none.
        title: the title that stands before it.
        nation: offsets of the country's word that was cut off its front, where one was.
    """

    start: int
    end: int
    label: str = ""
    title: str = ""
    nation: tuple[int, int] | None = None


class _Word(msgspec.Struct, frozen=True):
    text: str
    start: int
    end: int
    possessive: bool

    @property
    def plain(self) -> str:
        return self.text.lower().strip(".’'‘`")


@cache
def body_words() -> frozenset[str]:
    """Words that names of organisations hold."""
    return words("news_names", "bodies")


def is_title(word: str) -> bool:
    """Whether it is said before a person's name."""
    return word.lower().strip(".,") in words("news_names", "titles")


def names(document: Document, doc: "Doc", taken: "Iterable[tuple[int, int]]") -> list[Name]:
    """The names of a text, in its order.

    Args:
        document: the article.
        doc: its parse, whose entities help.
        taken: stretches that are known to be something else: dates, laws, authorities.
    """
    blocked = Taken(taken)
    labels = _labels(doc)
    found = [Name(start, end) for start, end in registered(document.text)]
    for start, end in (*((n.start, n.end) for n in found), *fields(document.text)):
        blocked.add(start, end)
    later: list[Block] = []
    for block in document.blocks or (Block("paragraph", 0, len(document.text)),):
        line = document.text[block.start : block.end]
        if block.kind == "title" or (block.kind not in _ENTRIES and _is_title_case(line)):
            later.append(block)
            continue
        found += _in_block(document.text, block, labels, blocked)
    known = {document.text[name.start : name.end] for name in found}
    for block in later:
        found += _repeated(document.text, block, known, blocked)
    return sorted(found, key=lambda name: name.start)


def _labels(doc: "Doc") -> dict[int, tuple[str, int]]:
    """The model's type and the end of the entity, for each character offset of a word."""
    return {token.idx: (ent.label_, ent.end_char) for ent in doc.ents for token in ent}


def _is_title_case(line: str) -> bool:
    """Whether it is a heading in title case with words of no name: its capitals tell nothing."""
    long = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) >= _LONG_WORD]
    if len(long) < 2 or line.rstrip().endswith((".", ":", ";", ",")):  # noqa: PLR2004
        return False
    capital = sum(word[0].isupper() for word in long)
    idle = words("news_names", "no_names")
    return capital >= _TITLE_CASE * len(long) and any(word.lower() in idle for word in long)


def _repeated(text: str, block: Block, known: set[str], blocked: Taken) -> "Iterator[Name]":
    """Names of the body that a headline holds."""
    part = text[block.start : block.end]
    done = Taken()
    for name in sorted(known, key=len, reverse=True):
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", part):
            start, end = block.start + hit.start(), block.start + hit.end()
            if not done.touches(start, end) and not blocked.touches(start, end):
                done.add(start, end)
                yield Name(start, end)


def _words(text: str, start: int, end: int) -> list[_Word]:
    found = []
    for hit in _WORD.finditer(text, start, end):
        word = _POSSESSIVE.sub("", hit.group())
        possessive = word != hit.group() or (
            word[-1:] == "s" and text[hit.end() : hit.end() + 1] in ("'", "’")
        )
        found.append(_Word(word, hit.start(), hit.start() + len(word), possessive))
    return found


def _in_block(
    text: str,
    block: Block,
    labels: dict[int, tuple[str, int]],
    blocked: Taken,
) -> "Iterator[Name]":
    listed = _words(text, block.start, block.end)
    at = 0
    while at < len(listed):
        if not _opens(listed[at]) or blocked.touches(listed[at].start, listed[at].end):
            at += 1
            continue
        end = _run(text, listed, at, labels, blocked)
        if name := _trimmed(text, listed[at:end], labels, block):
            yield name
        at = end


def _capital(word: _Word) -> bool:
    first = next((char for char in word.text if char.isalnum()), "")
    return first.isupper() or bool(_ARTICLE.match(word.text))


def _opens(word: _Word) -> bool:
    return _capital(word)


def _run(
    text: str,
    listed: list[_Word],
    at: int,
    labels: dict[int, tuple[str, int]],
    blocked: Taken,
) -> int:
    """The index behind the last word of the name that begins at a word."""
    end = at + 1
    while end < len(listed) and not listed[end - 1].possessive:
        step = _joins(text, listed, at, end, labels)
        if not step or blocked.touches(listed[end].start, listed[end + step - 1].end):
            break
        end += step
    return end


def _joins(
    text: str, listed: list[_Word], at: int, end: int, labels: dict[int, tuple[str, int]]
) -> int:
    """How many further words belong to the name; 0 when it ends here."""
    before, word = listed[end - 1], listed[end]
    gap = text[before.end : word.start]
    if not _gap_holds(gap, before, word):
        return 0
    if _capital(word):
        return 1
    if word.text.isdigit():
        return _number_joins(listed, end)
    ahead = listed[end : end + 3]
    small = 1 if len(ahead) > 1 and _capital(ahead[1]) else 2
    if len(ahead) <= small or not _capital(ahead[small]):
        return 0
    if text[word.end : ahead[small].start].strip(" " + "".join(w.text for w in ahead[:small])):
        return 0
    return small + 1 if _small_joins(listed[at:end], ahead[: small + 1], labels) else 0


def _gap_holds(gap: str, before: _Word, word: _Word) -> bool:
    if gap in (" ", "\u00a0", "’ ", "' "):
        return True
    if gap == ". ":
        form = before.plain in words("news_names", "forms_after_comma")
        return (
            bool(_INITIAL.fullmatch(before.text))
            or (before.plain in _SHORTENED and not form)
            or (form and word.plain in words("news_names", "forms_after_comma"))
        )
    if gap in (", ", "., "):
        return word.plain in words("news_names", "forms_after_comma")
    if gap in (" – ", " - ", " & "):
        return _capital(word) and (
            before.plain in body_words() or before.plain == "corps" or "&" in gap
        )
    return False


def _number_joins(listed: list[_Word], end: int) -> int:
    """As in "Unit 180", "Sea Star 7"; not a year or a day."""
    number = listed[end].text
    year = len(number) == 4 and number[:2] in ("19", "20")  # noqa: PLR2004
    return int(len(number) <= 4 and not year and listed[end - 1].plain not in _MONTHS)  # noqa: PLR2004


def _small_joins(run: list[_Word], ahead: list[_Word], labels: dict[int, tuple[str, int]]) -> bool:
    small = [word.text for word in ahead[:-1]]
    in_people = words("news_names", "small_in_people")
    if all(word in in_people for word in small) and "and" not in small:
        return True
    label, entity_end = labels.get(run[-1].start, ("", 0))
    together = entity_end >= ahead[-1].end and label in ("ORG", "FAC", "PERSON")
    if not all(word in words("news_names", "small_in_bodies") for word in small):
        return False
    if small == ["and", "the"]:
        return False
    bodies = [word.plain in body_words() for word in run]
    if small == ["and"]:
        both = run[-1].plain in body_words() and ahead[-1].plain in body_words()
        return (both and len(run) > 1) or (together and any(bodies))
    return any(bodies) or (together and label == "ORG")


def _trimmed(
    text: str, run: list[_Word], labels: dict[int, tuple[str, int]], block: Block
) -> Name | None:
    """The name in a run, without what only stands before it; none where nothing is left."""
    lead = text[max(block.start, run[0].start - 24) : run[0].start]
    ship = not _LOCATIVE.search(lead) or lead.endswith(" the ")
    if _is_place(run, ship=not _LOCATIVE.search(lead)):
        return None
    title: list[str] = []
    run, told = _without_rank(run)
    title += told
    run, side = _without_side(run)
    idle = words("news_names", "no_names")
    ship = ship and at_sea(text, block.start, run[0].start, run[-1].end)
    while run and (is_title(run[0].text) or run[0].plain in idle):
        if _is_body(run) or (ship and is_title(run[0].text)):
            break
        if is_title(run[0].text):
            title.append(run[0].text)
        run = run[1:]
    if not run:
        return None
    run, nation = _without_nation(run)
    nation = nation or side
    if not run or _is_place(run, ship=not _LOCATIVE.search(lead)):
        return None
    label = next((labels[word.start][0] for word in run if word.start in labels), "")
    if not _holds(text, run, label, block):
        return None
    return Name(run[0].start, run[-1].end, label, " ".join(title), nation)


@cache
def _ships() -> re.Pattern[str]:
    nouns = sorted(words("news_names", "nouns_vessel") | words("news_names", "ship_prefixes"))
    listed = "|".join(map(re.escape, nouns))
    name = r"[A-Z\d][\w’'-]*(?:\s+[A-Z\d][\w’'-]*){0,4}(?:\s*\([^()]{1,40}\))?"
    return re.compile(
        rf"(?i:\b(?:{listed})),?:?\s+(?:(?:called|named|the)\s+){{0,2}}[“\"‘]?"
        rf"(?:{name}[”\"’]?(?:,|,?\s+and)\s+(?:the\s+)?[“\"‘]?){{0,6}}$"
    )


def at_sea(text: str, since: int, start: int, end: int) -> bool:
    """Whether a name stands where a ship's stands: behind "the tanker", in a row, before an IMO.

    >>> text = "the vessels LADY R and CAPTAIN DANILKIN"
    >>> at_sea(text, 0, 12, 18), at_sea(text, 0, 23, 39), at_sea("a lawyer, Lady Ash", 0, 10, 18)
    (True, True, False)
    """
    if re.match(r"[”\"’]?\s*\(?,?\s*(?:IMO|MMSI)\b", text[end : end + 12]):
        return True
    return bool(_ships().search(text[max(since, start - 160) : start]))


def _without_rank(run: list[_Word]) -> tuple[list[_Word], list[str]]:
    """As in "Army General Julio Avelar" without the body and the rank before the person."""
    for at in range(min(3, len(run) - 2), 0, -1):
        behind = run[at:]
        person = len(behind) < 5 and not any(  # noqa: PLR2004
            word.plain in body_words() or is_title(word.text) or word.text.islower()
            for word in behind
        )
        if person and is_title(run[at - 1].text) and run[0].plain in body_words():
            return behind, [word.text for word in run[:at]]
    return run, []


def _without_side(run: list[_Word]) -> tuple[list[_Word], tuple[int, int] | None]:
    """Without "Hong Kong-based" or "Panama-flagged" before the name."""
    for at in range(len(run) - 2, -1, -1):
        if _SIDE.search(run[at].text):
            return run[at + 1 :], (run[0].start, run[at].end)
    return run, None


def _is_body(run: list[_Word]) -> bool:
    """Whether a run that opens with a title or an idle word names an organisation even so."""
    return (
        len(run) > 1
        and (is_title(run[0].text) or run[0].plain in body_words())
        and any(word.plain in body_words() for word in run[1:] if not is_title(word.text))
    ) or (len(run) > 2 and run[0].plain in body_words() and run[1].text in ("of", "for"))  # noqa: PLR2004


def _without_nation(
    run: list[_Word],
) -> tuple[list[_Word], tuple[int, int] | None]:
    """As in "Russian Yevgeny Prigozhin" without "Russian"; organisations keep theirs."""
    from designata.model.countries import nation

    bodies = any(word.plain in body_words() for word in run)
    if bodies or len(run) == 1 or run[-1].text.isupper():
        return run, None
    for size in (2, 1):
        front = " ".join(word.text for word in run[:size])
        name = len(front) < _LONG_WORD and not front.isupper()  # "Hu", "Ri": no country's code
        if name or front.lower() in ("chad", "jordan", "israel"):
            continue
        if len(run) > size and nation(front):
            return run[size:], (run[0].start, run[size - 1].end)
    return run, None


def _is_place(run: list[_Word], *, ship: bool = False) -> bool:
    """Whether the run is a country, a capital or another place, "Nigeria-based" included.

    Args:
        run: the words.
        ship: whether it stands where a ship's name may stand, as "Jade Ocean" in a list.
    """
    from designata.news.places import places

    whole = " ".join(re.sub(r"-[a-z]+$", "", word.text) for word in run)
    if not whole.isupper() and run[-1].plain in words("news_names", "geography"):
        return not (ship and run[-1].plain in _WATERS)
    tried = {whole, whole.title()} if whole.isupper() else {whole}
    return any(
        place.end - place.start >= len(name.rstrip("s"))
        for name in tried
        for place in places(f"{name}.")
    )


def _holds(  # noqa: PLR0911  - one return a doubt
    text: str, run: list[_Word], label: str, block: Block
) -> bool:
    """Whether it is a name and not an opening of a sentence, a place or a lone heading."""
    if label in ("DATE", "TIME", "MONEY", "LAW", "PERCENT", "LANGUAGE", "ORDINAL", "CARDINAL"):
        return len(run) > 1
    before = text[max(block.start, run[0].start - 24) : run[0].start]
    if label in ("GPE", "LOC") and not any(word.plain in body_words() for word in run):
        if re.search(
            r"\b(?:in|at|near|from|to|across|of|around|outside|between)\s+(?:the\s+)?$", before
        ):
            return False
        if re.search(r"[a-z\d],\s$", before) and len(run) == 1:
            return False
    if len(run) > 1:
        return True
    if re.search(r"\b(?:[Mm]inist(?:er|ry)|Secretary|Head|Chief)\s+of\s+(?:the\s+)?$", before):
        return False
    if label:
        return True
    word = run[0].text
    opens = not before.strip() or bool(re.search(r"[.!?:]['”\"]?\s*$", before))
    whole_line = len(text[block.start : block.end].split()) < _SHORT_LINE and opens
    return (not opens or word.isupper() or whole_line) and len(word) > 1
