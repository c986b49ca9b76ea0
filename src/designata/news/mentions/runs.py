"""How far a name goes: which words belong to the run of capitals that it begins with.

Small words, brackets, nicknames, trades, forms behind a comma and where a movement fights stand
within names; what opens the next name does not.
"""

import re
from itertools import pairwise, takewhile

from designata.data import words
from designata.news.mentions.name import Word, body_words, is_title
from designata.news.taken import Taken

_WORD = re.compile(r"[‘'’`]?[^\W_](?:[\w’'‘`&/+.-]*[\w+])?")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ARTICLE = re.compile(r"(?:al|el|as|an|ar|ad|ash|at|az|ul)[-‑’'][‘’'`]?[A-Z]")
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_SHORTENED = frozenset(
    {"co", "ltd", "inc", "st", "corp", "no", "jr", "sr", "bros", "dr", "mr"}
    | {"col", "gen", "lt", "maj", "capt", "brig", "sgt", "adm", "cmdr", "sen", "rep", "prof"}
)
_THOUSANDS = re.compile(r",\d{3}\b")
_TRADES = ("news_names", "trades")
_TRADE = 5
"""Words from "for" to a firm's form, at most."""
_SEAT, _NAME = 3, 60
"""Words of a place in brackets, and letters of a firm's name behind it, at most."""
PERSONAL = 6
"""Words of a person's name, at most."""
_FAMILY = frozenset({"sons", "brothers", "partners", "company", "co", "associates", "daughters"})
"""As in "Roe and Sons": a firm's name."""
_FIRST = frozenset(
    {"national", "general", "state", "public", "foreign", "international", "internal"}
)
"""What opens the next name rather than goes on with one: "Roe Power and National Mines"."""
_FOLK = frozenset({"people", "women", "men", "workers", "children", "students", "veterans"})
"""As in "the People's Front": the mark of a possessive ends no name here."""
_NICKNAME = re.compile(r"\s[“\"‘](?:[A-Z][\w-]*\s?){1,3}[”\"’]\s(?=[A-Z])")
_QUOTED = (" “", ' "', " «", " ‘")
_REALMS = frozenset({"republic", "kingdom", "emirate", "sultanate", "commonwealth"})
"""As in "the Islamic Republic of Iran Shipping Lines": a state's name opens that of its body."""
_MOVEMENTS = ("al-qa", "isis", "isil", "islamic state", "daesh")
_BRANCH = re.compile(
    r" in (?:Iraq and (?:the Levant|al-Sham|Syria)|Iraq\b|the (?:[A-Z][\w-]+ ?){1,3}(?<! ))"
)
"""Whose branches are named by where they fight: "al-Qa’ida in the Arabian Peninsula"."""
_SMALL = frozenset({"airlines", "airways"})
"""Written small as often as not, behind a carrier's name: "Roe airlines"."""
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


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch, without the marks of possessives."""
    found = []
    for hit in _WORD.finditer(text, start, end):
        word = _POSSESSIVE.sub("", hit.group())
        possessive = word != hit.group() or (
            word[-1:] == "s" and text[hit.end() : hit.end() + 1] in ("'", "’")
        )
        found.append(Word(word, hit.start(), hit.start() + len(word), possessive))
    return found


def is_capital(word: Word) -> bool:
    """Whether it begins with a capital, behind an article as in "al-Roe" too."""
    first = next((char for char in word.text if char.isalnum()), "")
    return first.isupper() or bool(_ARTICLE.match(word.text))


def run_end(
    text: str,
    listed: list[Word],
    at: int,
    labels: dict[int, tuple[str, int]],
    blocked: Taken,
) -> int:
    """The index behind the last word of the name that begins at a word."""
    end = at + 1
    while end < len(listed) and (not listed[end - 1].possessive or listed[end - 1].plain in _FOLK):
        step = (
            _joins(text, listed, at, end, labels)
            or _bracket_joins(text, listed, end)
            or _nickname_joins(text, listed, end)
            or _trade_joins(text, listed, end)
            or _branch_joins(text, listed[at:], end - at)
        )
        if not step or blocked.touches(listed[end].start, listed[end + step - 1].end):
            break
        end += step
    return end


def _joins(
    text: str, listed: list[Word], at: int, end: int, labels: dict[int, tuple[str, int]]
) -> int:
    """How many further words belong to the name; 0 when it ends here."""
    before, word = listed[end - 1], listed[end]
    gap = text[before.end : word.start]
    if before.possessive and before.plain in _FOLK:
        gap = gap.lstrip("'’s")
    closes = gap == ") " and "(" in text[listed[at].start : before.end]
    if not closes and not _gap_holds(gap, before, word, opens=_form_opens(text, listed, end)):
        return 0
    if is_capital(word) or (word.text in _SMALL and not _nationality(listed[at:end])):
        return 1
    if word.text.isdigit():
        return 0 if _THOUSANDS.match(text, word.end) else _number_joins(listed, end)
    ahead = listed[end : end + 3]
    small = 1 if len(ahead) > 1 and is_capital(ahead[1]) else 2
    if len(ahead) <= small or not is_capital(ahead[small]):
        return 0
    if text[word.end : ahead[small].start].strip(" " + "".join(w.text for w in ahead[:small])):
        return 0
    return small + 1 if _small_joins(listed[at:end], ahead[: small + 1], labels) else 0


def _nationality(run: list[Word]) -> bool:
    """As in "two Belarusian airlines", which names none."""
    from designata.model.countries import nation

    return nation(" ".join(word.text for word in run)) is not None


def _bracket_joins(text: str, listed: list[Word], end: int) -> int:
    """As in "Roe Shipping (Dalian) Co., Ltd": a firm's place stands within its name."""
    before, ahead = listed[end - 1], listed[end : end + _SEAT + 1]
    for size in range(1, len(ahead)):
        inside, behind = ahead[:size], ahead[size]
        if not all(map(is_capital, inside)) or text[before.end : inside[0].start] != " (":
            return 0
        if text[inside[-1].end : behind.start] == ") ":
            tail = words_of(text, behind.start, min(len(text), behind.start + _NAME))
            firm = tail[: next((n for n, w in enumerate(tail) if not is_capital(w)), len(tail))]
            return size * any(w.plain in words("news_names", "forms_after_comma") for w in firm)
    return 0


def _nickname_joins(text: str, listed: list[Word], end: int) -> int:
    """As in "Jan “El Zorro” Roe": what one is called stands in quotes within the name."""
    before = listed[end - 1]
    hit = _NICKNAME.match(text, before.end)
    if hit is None or before.plain in body_words() or is_title(before.text):
        return 0
    inside = sum(word.end <= hit.end() for word in listed[end : end + 6])
    follows = listed[end + inside] if end + inside < len(listed) else None
    own = follows is not None and follows.start == hit.end() and follows.plain not in body_words()
    return inside + 1 if own else 0


def _trade_joins(text: str, listed: list[Word], end: int) -> int:
    """As in "Rabya for Trading FZC", "Kabir Co. for Logistics": a firm's trade within its name."""
    before, ahead = listed[end - 1], listed[end : end + _TRADE]
    if len(ahead) == 1 or ahead[0].text != "for" or ahead[1].plain not in words(*_TRADES):
        return 0
    tail = [before, *takewhile(is_capital, ahead[1:])]
    firm = any(word.plain in words("news_names", "forms_after_comma") for word in tail)
    return 2 if firm and text[before.end : ahead[1].start] in (" for ", ". for ") else 0


def _branch_joins(text: str, run: list[Word], size: int) -> int:
    """As in "al-Qa’ida in the Islamic Maghreb": where a movement's branch fights is of its name."""
    own = " ".join(word.plain for word in run[:size])
    hit = _BRANCH.match(text, run[size - 1].end) if own.startswith(_MOVEMENTS) else None
    return sum(word.end <= hit.end() for word in run[size : size + PERSONAL]) if hit else 0


def _gap_holds(gap: str, before: Word, word: Word, *, opens: bool) -> bool:
    """Whether a name may go on behind a gap; a form that opens the next name ends it at a comma."""
    if gap in (" ", "\u00a0", "’ ", "' "):
        return True
    if gap == ". ":
        form = before.plain in words("news_names", "forms_after_comma")
        return (
            bool(_INITIAL.fullmatch(before.text))
            or (before.plain in _SHORTENED and not form)
            or (form and word.plain in words("news_names", "forms_after_comma"))
        )
    if gap in _QUOTED:
        return before.plain in words("news_names", "forms_before")
    if gap in (", ", "., "):
        return word.plain in words("news_names", "forms_after_comma") and not opens
    if gap in (" – ", " - ", " & "):
        return is_capital(word) and (
            before.plain in body_words() or before.plain == "corps" or "&" in gap
        )
    return False


def _form_opens(text: str, listed: list[Word], at: int) -> bool:
    """Whether a legal form opens another name: "Roe, Limited Liability Company Low"."""
    forms = words("news_names", "forms_after_comma") | body_words()
    for before, word in pairwise(listed[at : at + PERSONAL]):
        if text[before.end : word.start] != " " or not is_capital(word):
            return False
        if word.plain not in forms and word.plain != "liability":
            return True
    return False


def _number_joins(listed: list[Word], end: int) -> int:
    """As in "Unit 180", "Sea Star 7"; not a year or a day."""
    number = listed[end].text
    year = len(number) == 4 and number[:2] in ("19", "20")  # noqa: PLR2004
    return int(len(number) <= 4 and not year and listed[end - 1].plain not in _MONTHS)  # noqa: PLR2004


def _small_joins(  # noqa: PLR0911  - one return a way to belong together
    run: list[Word], ahead: list[Word], labels: dict[int, tuple[str, int]]
) -> bool:
    small = [word.text for word in ahead[:-1]]
    in_people = words("news_names", "small_in_people")
    if all(word in in_people for word in small) and "and" not in small:
        return True
    label, entity_end = labels.get(run[-1].start, ("", 0))
    together = entity_end >= ahead[-1].end and label in ("ORG", "FAC", "PERSON")
    if not all(word in words("news_names", "small_in_bodies") for word in small):
        return False
    if small == ["of"] and run[-1].plain in _REALMS:
        return True
    if small == ["and", "the"]:
        return False
    bodies = [word.plain in body_words() for word in run]
    if small == ["and"] and run[-1].plain in words("news_names", "forms_after_comma"):
        return ahead[-1].plain in _FAMILY
    if small == ["and"]:
        domains = words("news_names", "domains") | words(*_TRADES)
        if run[-1].plain in domains and ahead[-1].plain in domains - _FIRST:
            return True  # "the Radio and Television Union"
        if bodies[-1] and is_title(ahead[-1].text):
            return False  # "Roe Bank and General Low"
        both = bodies[-1] and ahead[-1].plain in body_words()
        family = ahead[-1].plain in _FAMILY
        return family or (both and len(run) > 1) or (together and any(bodies) and not bodies[-1])
    return any(bodies) or (together and label == "ORG")
