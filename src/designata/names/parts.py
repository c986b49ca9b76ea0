"""A name taken apart: its words, its numbers, its legal form; what is no name left aside.

Titles, particles and ship prefixes count for nothing; a legal form is known by its class, so that
OOO and LLC are one; numbers are kept apart, for "STAR 7" is not "STAR 8".
"""

import re
from functools import cache, lru_cache

import msgspec
from rapidfuzz.distance import OSA

from designata.data import load
from designata.names import script
from designata.names.script import ABJADS, SYLLABIC

_LETTERS = re.compile(r"[a-z']+|\d+")
_ONLY_WORDS = re.compile(r"(?:(?!l[bcdfghjkmnqrstvwxz])[a-z]+(?: |$))+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?|\b(?:[a-z]\.\s){2,}")
_APOSTROPHES = re.compile(r"[ʼ’‘`´′']")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_SERVANT = re.compile(r"^abd(?:[aeiou]?(?:l{1,2}|r{1,2}|s{1,2}|n|z|d|t|h|sh)?[aeiou]?)?$")
_SERVANT_OF = re.compile(
    r"^abd[aeou]?(?:l|r(?=r)|s(?=s)|n(?=n)|z(?=z)|d(?=d)|sh(?=sh))[ae]?(?=\w{3})"
)
_ARTICLE = re.compile(r"^(bd)?al(?=\w{3})")
_FRENCH_ARTICLE = re.compile(r"^e(?:l(?=ss|zz)|([sdrnzt])(?=\1))(?=\w{4})")
_FIGURES = str.maketrans("013459", "oieasg")
_MIXED = re.compile(r"(?=\w*[a-z])(?=\w*\d)[a-z0-9]{3,}")
_TYPED_L = re.compile(r"\bl(?=[bcdfghjkmnqrstvwxz]{1,2}\b)(?!td\b|lc\b)")  # "ln-chun": OFAC's 48268
_TENS = frozenset(["20", "30", "40", "50", "60", "70", "80", "90"])
_LONGEST_FORM = 6
_FATHERS = frozenset(["abu", "abou", "abo", "abul", "aboul", "abool", "umm", "bu"])
_SERVANTS = ("abdul", "abdel", "abdur")
_NO_SERVANTS = frozenset(["abel", "adel"])
"""Names in their own right that are a letter away from Abdul or Abdel."""

BARE = frozenset(["abd", "bd", "abu", "umm"])
"""How "servant of" and "father of" read with nothing behind them."""

PERSON, VESSEL, FIRM, ANY = "person", "vessel", "firm", "any"


class Name(msgspec.Struct, frozen=True):
    """A name, taken apart.

    Args:
        text: as it was written.
        words: in lower-case Latin letters, in their order, without what counts for nothing.
        numbers: in their order, figures.
        form: the class of the legal form, if it has one.
        script: that of most letters.
        kind: what was named: ``person``, ``vessel``, ``firm`` or ``any``.
        tokens: the words of a person's whole name, with what counts for nothing, none joined.
        light: those of a person's words that tell nobody: titles that were kept for want of other
            words, and "Abdul" with nothing behind it.
    """

    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    form: str | None
    script: str
    kind: str
    tokens: tuple[str, ...] = ()
    light: frozenset[str] = frozenset()

    @property
    def spelled(self) -> tuple[str, ...]:
        """The words, with letters that stand for numbers among a ship's.

        So they are taken by whoever does not know that it is a ship.

        >>> parse("LADY R", "vessel").spelled == parse("LADY R").words
        True
        """
        if not self.numbers:
            return self.words
        return self.words + tuple(number for number in self.numbers if number.isalpha())

    @property
    def abjad(self) -> bool:
        """Whether most vowels are left out."""
        return self.script in ABJADS

    @property
    def syllabic(self) -> bool:
        """Whether its words are syllables."""
        return self.script in SYLLABIC


class _Table(msgspec.Struct, frozen=True):
    titles: frozenset[str]
    particles: frozenset[str]
    unwritten_titles: frozenset[str]
    unwritten_particles: frozenset[str]
    ship_prefixes: frozenset[str]
    translations: dict[str, list[str]]
    phrases: dict[str, str]
    numbers: dict[str, str]


@cache
def _table() -> _Table:
    return load("name_words", _Table)


@cache
def _forms() -> dict[tuple[str, ...], str]:
    """The class of each legal form, by its words."""
    classes = load("legal_forms", dict[str, dict[str, list[str]]])["classes"]
    return {tuple(form.split()): code for code, forms in classes.items() for form in forms}


@cache
def _translations() -> dict[str, str]:
    return {w: meaning for meaning, words in _table().translations.items() for w in words}


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(_table().phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


def kind_of(schema: str) -> str:
    """What a schema's names name.

    >>> kind_of("Person"), kind_of("Vessel"), kind_of("Company"), kind_of("LegalEntity")
    ('person', 'vessel', 'firm', 'any')
    """
    if schema == "Person":
        return PERSON
    if schema in {"Vessel", "Airplane"}:
        return VESSEL
    return FIRM if schema in {"Company", "Organization", "PublicBody"} else ANY


@lru_cache(maxsize=1 << 16)
def parse(text: str, kind: str = ANY) -> Name:
    """Takes a name apart.

    Args:
        text: a name in any script.
        kind: what it names; see ``kind_of``.

    >>> parse("M/V Star 7", "vessel").words, parse("M/V Star 7", "vessel").numbers
    (('star',), ('7',))
    >>> parse("ООО «Вымпел»", "firm").form
    'llc'
    >>> parse("Sheikh Abdul Rahman al-Shami", "person").words
    ('abdrahman', 'shami')
    """
    reading = script.read(text)
    latin = reading.latin
    if kind == PERSON and _ONLY_WORDS.fullmatch(latin):  # most names: the rest has nothing to do
        tokens = latin.split()
        return _of_person(text, tokens, (), reading.script)
    latin = _ORDINAL.sub(r"\1", _APOSTROPHES.sub("", latin).replace("&", " and "))
    if kind == PERSON:
        tokens = _tokens(_first_name_first(latin))
        whole = [token for token in tokens if not token.isdigit()]
        figures = tuple(token for token in tokens if token.isdigit())
        return _of_person(text, whole, figures, reading.script)
    if kind == ANY:
        latin = _TYPED_L.sub("i", latin)
    short = _table().phrases
    tokens, form = _without_form(_tokens(_phrases().sub(lambda match: short[match[0]], latin)))
    if kind != FIRM and len(tokens) > 1:
        tokens = _without_prefix(tokens)
    words, numbers = _words_and_numbers(tokens)
    if kind == VESSEL and len(words) > 1 and len(words[-1]) == 1:  # "Daphne I" is not "Daphne V"
        numbers.append(words.pop())
    return Name(text, tuple(words), tuple(numbers), form, reading.script, kind)


def _tokens(latin: str) -> list[str]:
    latin = _DOTTED.sub(lambda match: match[0].replace(".", "").replace(" ", "") + " ", latin)
    return _LETTERS.findall(latin)


def _first_name_first(latin: str) -> str:
    """Without the comma of lists, and with letters in place of figures: "Sech1n"."""
    last, comma, first = latin.partition(",")
    whole = f"{first} {last}" if comma else latin
    whole = _MIXED.sub(lambda match: match[0].translate(_FIGURES), whole)
    return _TYPED_L.sub("i", whole)


def _words_and_numbers(tokens: list[str]) -> tuple[list[str], list[str]]:
    words: list[str] = []
    numbers: list[str] = []
    spelled = _table().numbers
    for token in tokens:
        if token.isdigit() or token in spelled or token in _ROMAN:
            number = spelled.get(token) or _ROMAN.get(token) or token.lstrip("0") or "0"
            if numbers and numbers[-1] in _TENS and len(number) == 1:  # "forty 4"
                number = numbers.pop()[0] + number
            numbers.append(number)
        else:
            words.append(token)
    kept = [word for word in words if word not in _table().particles]
    return [_translations().get(word, word) for word in kept or words], numbers


def _without_form(tokens: list[str]) -> tuple[list[str], str | None]:
    """Without the legal form at either end; the longest that fits, and never everything."""
    forms = _forms()
    for length in range(min(_LONGEST_FORM, len(tokens) - 1), 0, -1):
        if code := forms.get(tuple(tokens[-length:])):
            rest, inner = _without_form(tokens[:-length])
            return rest, inner if inner and code in {"ltd", "co"} else code
        if code := forms.get(tuple(tokens[:length])):
            rest, inner = _without_form(tokens[length:])
            return rest, inner if inner and code in {"ltd", "co"} else code
    return tokens, None


def _without_prefix(tokens: list[str]) -> list[str]:
    prefixes = _table().ship_prefixes
    for length in (2, 1):
        if " ".join(tokens[:length]) in prefixes and len(tokens) > length:
            return tokens[length:]
    return tokens


def _of_person(text: str, tokens: list[str], figures: tuple[str, ...], writing: str) -> Name:
    words = tuple(_person(tokens, writing))
    titles, _ = _left_out(writing)
    light = titles.intersection(words) | BARE.intersection(words)
    if light.issuperset(words):
        light = frozenset()
    return Name(text, words, figures, None, writing, PERSON, tuple(tokens), light)


@lru_cache(maxsize=1 << 16)
def with_titles(name: Name, titles: frozenset[str]) -> tuple[str, ...]:
    """The words of a person's name, with these titles among them and no others.

    >>> with_titles(parse("Mullah Essa Akhund", "person"), frozenset(["akhund"]))
    ('essa', 'akhund')
    """
    others = _left_out(name.script)[0] - titles
    kept = [token for token in name.tokens if token not in others]
    return tuple(_joined(kept, name.script)) if kept else name.words


def _person(words: list[str], writing: str) -> list[str]:
    """A person's words: titles and particles left out, "Abdul" joined to what it is servant of."""
    by_themselves = [plain for word in words if (plain := _plain(word, writing)) is not None]
    if len(by_themselves) == len(words):
        return by_themselves
    titles, _ = _left_out(writing)
    kept = [w for w in words if w not in titles]
    kept = kept if sum(len(w) > 1 for w in kept) > 1 else words
    return _joined(kept, writing) or words


def _joined(kept: list[str], writing: str) -> list[str]:
    _, particles = _left_out(writing)
    joined: list[str] = []
    servant = False
    for word in kept:
        if word in particles and len(kept) > 1:
            continue
        plain = _ARTICLE.sub(r"\1", word) if writing in ABJADS else word
        if servant:
            joined[-1] += plain
            servant = False
        elif plain in _FATHERS:
            joined.append("abu" if plain != "umm" else plain)
            servant = True
        elif _is_servant(plain, writing):
            joined.append("abd" if writing not in ABJADS else "bd")
            servant = True
        else:
            joined.append(_without_article(plain))
    return joined or kept


def _left_out(writing: str) -> tuple[frozenset[str], frozenset[str]]:
    table = _table()
    if writing in ABJADS:
        return table.unwritten_titles, table.unwritten_particles
    return table.titles, table.particles


@lru_cache(maxsize=1 << 17)
def _plain(word: str, writing: str) -> str | None:
    """A word that counts by itself; none if it is left out or joined to another."""
    if any(word in several for several in _left_out(writing)):
        return None
    plain = _ARTICLE.sub(r"\1", word) if writing in ABJADS else word
    if plain in _FATHERS or _is_servant(plain, writing):
        return None
    return _without_article(plain)


@lru_cache(maxsize=1 << 16)
def _without_article(word: str) -> str:
    """Without the article that French spellings write into a word, "servant of" in one form."""
    return _FRENCH_ARTICLE.sub("", _SERVANT_OF.sub("abd", word))


@lru_cache(maxsize=1 << 16)
def _is_servant(word: str, writing: str) -> bool:
    """Whether a word is "servant of", a letter mistyped or not.

    >>> [_is_servant(word, "latin") for word in ("abdur", "abcul", "badul", "adel")]
    [True, True, True, False]
    """
    if _SERVANT.match(word) or (writing in ABJADS and word == "bd"):
        return True
    if writing != "latin" or not 4 <= len(word) <= 6 or word in _NO_SERVANTS:  # noqa: PLR2004
        return False
    return any(OSA.distance(word, form, score_cutoff=1) <= 1 for form in _SERVANTS)
