"""What of a run of capitalised words is the name: no title, no country, no opening of a sentence.

A title stays where a ship's name stands: "the tanker Captain Danilkin".
"""

import re
from functools import cache

from designata.data import words
from designata.news.document import Block
from designata.news.mentions.name import Name, Word, body_words, is_title
from designata.news.numerals import numeral

_SIDE = re.compile(
    r"-(?:based|flagged|registered|owned|linked|backed|controlled|designated|born|led|run|listed"
    r"|headquartered|sanctioned)$"
)
_OF_SHIPS = frozenset(
    {"ocean", "sea", "gulf", "river", "island", "islands", "strait", "harbour", "harbor", "hotel"}
)
"""What ends the name of a place, and that of many a ship."""

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|from|to|across|of|around|outside|between|into|through|off|on|the)\s+(?:the\s+)?$"
)
_APPOSED = re.compile(r"(\w*[a-z\d]),\s$")
"""What a name may be apposed to: "a firm, Roetech" names one, "in Roetown, Canada" a place."""

_PORTFOLIO = re.compile(r"\b[A-Z]\w+\s+(?:for|of|and)\s+$")
_SHORT_LINE = 9
_OBSERVED = frozenset({"day", "week", "anniversary"})
"""As in "Human Rights Day": when, not who."""

_SURNAMES = frozenset({"He", "She", "An", "So", "No", "To", "May", "Yes", "Even"})
"""Written like words that open sentences."""

_BRANCH = re.compile(r"([A-Z]{2,})-[A-Z][a-z]+")
_COINED = re.compile(
    r"[A-Z][a-z]{2,}[A-Z][a-z]\w+|(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d)[A-Z][A-Z\d]{1,4}"
)
"""Made of two words, or of letters and figures: "EuroSibEnergo", "A7"."""

_ORDINALS = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)
_LONG_WORD = 4
_FULL_NAME = 2
_HEADS = re.compile(
    r"(?:Head|Chief|Director|Governor|Leader|Owner|Founder|Secretary|Manager)\s+(?:of|for|at)\b"
)
"""As in "sanctioned Head of the Central Bank Jan Roe": an office, and no name."""

_FORENAMES = frozenset({"Chad", "Jordan", "Israel"})
"""Countries that people are called by; "German Khan" is a name, "German Jan Roe" of a nation."""

_OFFICE_OF = re.compile(
    r"\b(?:[Mm]inister|[Cc]hief|[Hh]ead|[Dd]irector|[Ss]ecretary|[Gg]overnor|[Cc]ommander"
    r"|[Cc]ommissioner|[Mm]ember|[Pp]resident|[Cc]hair(?:man|woman)?|[Ll]eader|CEO)\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z]\w+,?\s+and\s+)?$"
)


def trimmed(
    text: str, run: list[Word], labels: dict[int, tuple[str, int]], block: Block
) -> Name | None:
    """The name in a run, without what only stands before it; none where nothing is left."""
    lead = text[max(block.start, run[0].start - 24) : run[0].start]
    ship = not _LOCATIVE.search(lead) or lead.endswith(" the ")
    idle = words("news_names", "no_names")
    if len(run) > 1 and all(len(w.plain) == 1 or w.plain in idle for w in run):
        return None  # "B. Entities"
    sails = not _LOCATIVE.search(lead) or run[0].plain in words("news_names", "ship_prefixes")
    if _is_place(run, ship=sails) or all(_SIDE.search(word.text) for word in run):
        return None
    title: list[str] = []
    run, told = _without_rank(run, lead)
    title += told
    run, side = _without_side(run)
    idle = words("news_names", "no_names")
    ship = ship and at_sea(text, block.start, run[0].start, run[-1].end)
    ship |= _in_capitals(run, text[block.start : block.end])
    run = run if ship else _without_office(run)
    while run and (is_title(run[0].text) or run[0].plain in idle or numeral(run[0].plain)):
        if _is_people(run):
            run = []  # "Nine North Koreans"
            break
        if (
            (run[0].possessive and len(run) > 1)
            or _is_body(run)
            or _is_numbered(run, lead)
            or _is_surname(run, lead, labels)
            or (ship and is_title(run[0].text))
        ):
            break
        if is_title(run[0].text):
            title.append(run[0].text)
        run = run[1:]
    if not run:
        return None
    run, nation = (run, None) if _is_whole(run, labels) else _without_nation(run)
    nation = nation or side
    if not run or _is_place(run, ship=sails):
        return None
    label = next((labels[word.start][0] for word in run if word.start in labels), "")
    row = ship and at_sea(text, block.start, run[0].start, run[-1].end)
    if not row and not _holds(text, run, label, block):
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


def _without_rank(run: list[Word], lead: str) -> tuple[list[Word], list[str]]:
    """Without the office before a person: "Army General Jan Roe", "Minister of Trade Jan Roe"."""
    for told in (_domain, _body, _of_nation) if _OFFICE_OF.search(lead) else ():
        if (size := told(run)) and (person := _person_of(run[size:])):
            return person, [word.text for word in run[:size]]
    for at in range(min(5, len(run) - 2), 0, -1):
        office = _strong(run[at - 1].text) or (at == len(run) - 2 and _OFFICE_OF.search(lead))
        if office and _personal(run[at:]):
            return run[at:], [word.text for word in run[:at]]
    return run, []


def _without_office(run: list[Word]) -> list[Word]:
    """Without an office and its "of": "Deputy Director General of the Post Institute"."""
    of = next((at for at, word in enumerate(run) if word.text in ("of", "for")), 0)
    if not of or not _strong(run[of - 1].text) or not all(is_title(w.text) for w in run[:of]):
        return run
    behind = run[of + 1 :]
    rest = behind[1:] if behind and behind[0].text == "the" else behind
    whole = len(rest) > 1 and any(word.plain in body_words() for word in rest)
    return rest if whole else []


def _is_surname(run: list[Word], lead: str, labels: dict[int, tuple[str, int]]) -> bool:
    """As in "Tong Peiji and He Jiaxuan": within a sentence only names have the capital."""
    if run[0].text not in _SURNAMES or not 1 < len(run) < 4 or run[1].text.islower():  # noqa: PLR2004
        return False
    opens = not lead.strip(" “\"‘'•–-") or bool(re.search(r"[.!?:][”\"’]?\s*[“\"‘]?$", lead))
    return not opens or labels.get(run[0].start, ("", 0))[0] == "PERSON"


def _is_office(run: list[Word]) -> bool:
    """As in "Managing Director", "Attorney General", "Defence Attaché": nobody's name."""
    known = words("news_names", "domains")
    if run[0].plain == "office" and (is_title(run[-1].text) or _strong(run[-1].text)):
        return True  # "Office of the Spokesperson"
    if len(run) == 1 or not _strong(run[-1].text) or run[-1].plain == "staff":
        return False
    if len(run) > _FULL_NAME and is_title(run[1].text):
        run = run[1:]  # "Houthi Assistant Minister"
    return all(is_title(w.text) or _strong(w.text) or w.plain in known for w in run)


def _is_whole(run: list[Word], labels: dict[int, tuple[str, int]]) -> bool:
    """Whether the model takes a nation and what follows for one body: "the Georgian Dream"."""
    label, end = labels.get(run[0].start, ("", 0)) if run else ("", 0)
    return len(run) > 1 and label == "ORG" and end >= run[-1].end


def _is_branch(word: str) -> bool:
    """As in "ISIS-Egypt": a body's branch, and no place."""
    from designata.model.countries import nation

    own = _BRANCH.fullmatch(word)
    return own is not None and not nation(own.group(1))


def _domain(run: list[Word]) -> int:
    """How many of a run's first words tell of what one is minister or chief: "Internal Affairs"."""
    known = words("news_names", "domains")
    return next((at for at, word in enumerate(run) if word.plain not in known), 0)


def _body(run: list[Word]) -> int:
    """How many of a run's first words name the body that one heads: "Alfa Council Jan Roe"."""
    bodies = [at for at, word in enumerate(run, 1) if word.plain in body_words()]
    return bodies[-1] if bodies and _personal(run[bodies[-1] :]) else 0


def _of_nation(run: list[Word]) -> int:
    """How many name a body and its nation: "Armed Forces of the Republic of Alfa Jan Roe"."""
    from designata.model.countries import nation

    of = max((at for at, word in enumerate(run) if word.text == "of"), default=0)
    bodies = any(word.plain in body_words() for word in run[:of])
    for size in range(1, 4) if bodies else ():
        front = run[of + 1 : of + 1 + size]
        if nation(" ".join(word.text for word in front if word.text != "the")):
            return of + 1 + size
    return 0


def _in_capitals(run: list[Word], block: str) -> bool:
    """Whether a title in capitals opens a name in capitals: "the LADY MARIIA" is a ship."""
    return len(run) > 1 and all(w.text.isupper() for w in run) and not block.isupper()


def _strong(word: str) -> bool:
    return word.lower().strip(".,") in words("news_names", "ranks")


def _personal(run: list[Word]) -> bool:
    """Whether words may be a person's name: two to four, none of a body, a title or small."""
    return 1 < len(run) < 5 and not any(  # noqa: PLR2004
        word.plain in body_words() or is_title(word.text) or word.text.islower() for word in run
    )


def _is_people(run: list[Word]) -> bool:
    """Whether words only count people by their country, or tell them so: "Fourteen Russians"."""
    from designata.model.countries import nation

    named = run[1:] if numeral(run[0].plain) else run
    last = named[-1].text if named else ""
    one = " ".join([*(word.text for word in named[:-1]), last.removesuffix("s")])
    return last.endswith("s") and nation(one) is not None


def _person_of(run: list[Word]) -> list[Word]:
    """A person's name, without the nation behind it: "Jan Roe of Peru"; none where it is none."""
    from designata.model.countries import nation

    of = next((at for at, word in enumerate(run) if word.text == "of"), len(run))
    behind = " ".join(word.text for word in run[of + 1 :] if word.text != "the")
    return run[:of] if _personal(run[:of]) and (of == len(run) or nation(behind)) else []


def _without_side(run: list[Word]) -> tuple[list[Word], tuple[int, int] | None]:
    """Without "Hong Kong-based" or "Panama-flagged" before the name."""
    for at in range(len(run) - 2, -1, -1):
        if _SIDE.search(run[at].text):
            return run[at + 1 :], (run[0].start, run[at].end)
    return run, None


def _is_numbered(run: list[Word], lead: str) -> bool:
    """As in "the Second Academy Bureau", "the Fourth Division": the number is of the name."""
    told = run[0].plain in _ORDINALS and any(word.plain in body_words() for word in run[1:])
    return told and lead.endswith("the ")


def _is_body(run: list[Word]) -> bool:
    """Whether a run that opens with a title or an idle word names an organisation even so."""
    return (
        len(run) > 1
        and (is_title(run[0].text) or run[0].plain in body_words())
        and any(word.plain in body_words() for word in run[1:] if not is_title(word.text))
    ) or (len(run) > 2 and run[0].plain in body_words() and run[1].text in ("of", "for"))  # noqa: PLR2004


def _without_nation(
    run: list[Word],
) -> tuple[list[Word], tuple[int, int] | None]:
    """As in "Russian Yevgeny Prigozhin" without "Russian"; organisations keep theirs."""
    from designata.model.countries import nation
    from designata.news.mentions.places import places

    bodies = any(word.plain in body_words() for word in run)
    if bodies or len(run) == 1 or run[-1].text.isupper():
        return run, None
    for size in (2, 1):
        front = " ".join(word.text for word in run[:size])
        name = len(front) < _LONG_WORD and not places(front)  # "Hu", "Ri", "TV": no country here
        forename = front.title() in _FORENAMES or (front == "German" and len(run) == _FULL_NAME)
        if name or forename:
            continue
        if len(run) > size and nation(front):
            return run[size:], (run[0].start, run[size - 1].end)
    return run, None


def _is_place(run: list[Word], *, ship: bool = False) -> bool:
    """Whether the run is a country, a capital or another place, "Nigeria-based" included.

    Args:
        run: the words.
        ship: whether it stands where a ship's name may stand, as "Jade Ocean" in a list.
    """
    from designata.model.countries import nation
    from designata.news.mentions.places import places

    if _is_branch(run[0].text):
        return False
    if len(run) == 1 and "-" in run[0].text and all(map(nation, run[0].text.split("-"))):
        return True  # "Iraqi-Lebanese"
    whole = " ".join(re.sub(r"-[a-z]+$", "", word.text) for word in run)
    if not whole.isupper() and whole.lower() in words("news_names", "waters"):
        return True
    body = any(word.plain in body_words() for word in run[:-1])  # "the Court of Beta City"
    if not whole.isupper() and not body and run[-1].plain in words("news_names", "geography"):
        return not (ship and run[-1].plain in _OF_SHIPS)
    tried = {whole, whole.title()} if whole.isupper() else {whole}
    return any(
        place.end - place.start >= len(name.rstrip("s"))
        for name in tried
        for place in places(f"{name}.")
    )


def _holds(  # noqa: C901, PLR0911  - one return a doubt
    text: str, run: list[Word], label: str, block: Block
) -> bool:
    """Whether it is a name and not an opening of a sentence, a place or a lone heading."""
    if all(word.plain in words("news_names", "forms_after_comma") for word in run):
        return False
    if _is_office(run) or (len(run) > 1 and run[-1].plain in _OBSERVED):
        return False
    if len(run) == 1 and _HEADS.match(text, run[0].start):
        return False
    if _is_branch(run[0].text) or (len(run) == 1 and _COINED.fullmatch(run[0].text)):
        return True
    if label in ("DATE", "TIME", "MONEY", "LAW", "PERCENT", "LANGUAGE", "ORDINAL", "CARDINAL"):
        return len(run) > 1
    before = text[max(block.start, run[0].start - 24) : run[0].start]
    if label in ("GPE", "LOC") and not any(word.plain in body_words() for word in run):
        if re.search(
            r"\b(?:in|at|near|from|to|across|of|around|outside|between)\s+(?:the\s+)?$", before
        ):
            return False
        apposed = _APPOSED.search(before)
        if (
            apposed
            and len(run) == 1
            and apposed[1] not in words("news_names", "nouns_organization")
        ):
            return False
    if len(run) > 1:
        return True
    if run[0].plain in words("news_names", "domains") and _PORTFOLIO.search(before):
        return False  # "Minister of Defence for Logistics"
    if re.search(
        r"\b(?:[Mm]inist(?:er|ry)|Secretary|Head|Chief|Chair\w*|Member|Director|President)\s+of\s+(?:the\s+)?$",
        before,
    ):
        return False
    if label:
        return True
    word = run[0].text
    opens = not before.strip(" “\"‘'") or bool(re.search(r"[.!?:]['”\"]?\s*[“\"‘]?$", before))
    whole_line = len(text[block.start : block.end].split()) < _SHORT_LINE and opens
    return (not opens or word.isupper() or whole_line) and len(word) > 1
