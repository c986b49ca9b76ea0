"""Briefs in Ukrainian."""

from collections.abc import Callable, Sequence

from designata.brief.named import Named
from designata.brief.tongue.base import Tongue, cut, point
from designata.model import telling

_MONTHS_FROM, _YEARS_FROM = 62, 730
_MONTH, _YEAR = 30.44, 365.25
_TEENS = range(11, 15)
_FEW = range(2, 5)


def plural(count: int, forms: Sequence[str]) -> str:
    """The form that follows a number: of one, of two to four, of five and more.

    Source: the Ukrainian orthography of 2019; Unicode's plural rules for ``uk`` say the same.

    >>> [plural(n, ("судно", "судна", "суден")) for n in (1, 2, 5, 11, 14, 21, 22, 112)]
    ['судно', 'судна', 'суден', 'суден', 'суден', 'судно', 'судна', 'суден']
    """
    if count % 100 in _TEENS:
        return forms[2]
    if count % 10 == 1:
        return forms[0]
    return forms[1] if count % 10 in _FEW else forms[2]


def did(actor: str, forms: str) -> str:
    """An actor with a verb of the past tense that agrees with it.

    Args:
        actor: a country or an authority; its first word tells its gender.
        forms: masculine, feminine, neuter, plural.

    >>> [did(a, "вніс/внесла/внесло/внесли") for a in ("Південна Корея", "Сполучені Штати", "ООН")]
    ['Південна Корея внесла', 'Сполучені Штати внесли', 'ООН внесла']
    """
    masculine, feminine, neuter, plural_ = forms.split("/")
    word = actor.partition(" ")[0]
    if word.endswith(("ння", "о", "е")):
        form = neuter
    elif word.endswith(("а", "я")) or word in {"ООН", "Білорусь"}:
        form = feminine
    elif word.endswith(("і", "и")):
        form = plural_
    else:
        form = masculine
    return f"{actor} {form}"


class Ukrainian(Tongue):
    """Ukrainian, as news agencies write it."""

    code = "uk"
    letters = ("latin", "cyrillic")

    def day(self, edtf: str) -> str:
        """A day, in the genitive, as a sentence dates itself; a month in the nominative.

        >>> Ukrainian().day("2024-04-02"), Ukrainian().day("2024-04"), Ukrainian().day("2024")
        ('2 квітня 2024 року', 'квітень 2024 року', '2024 рік')
        """
        year, month, day = point(edtf)
        if day:
            return f"{day} {telling.month(month, 'uk')} {year} року"
        if month:
            return f"{telling.month(month, 'uk', alone=True)} {year} року"
        return f"{year} рік"

    def number(self, count: int) -> str:
        """In figures, thousands apart."""
        return f"{count:,}".replace(",", "\u00a0")

    def many(self, count: int, noun: str, country: str | None = None) -> str:
        """In the nominative.

        >>> Ukrainian().many(2, "vessel"), Ukrainian().many(5, "person")
        ('2 судна', '5 осіб')
        """
        named = f"{self.number(count)} {plural(count, self.words.nouns[noun])}"
        return f"{named} ({self.land(country)})" if country else named

    def against(self, count: int, noun: str) -> str:
        """In the genitive, as after "проти".

        >>> Ukrainian().against(2, "vessel"), Ukrainian().against(21, "vessel")
        ('2 суден', '21 судна')
        """
        one, many = self.words.nouns[noun][3:]
        single = count % 10 == 1 and count % 100 != _TEENS[0]
        return f"{self.number(count)} {one if single else many}"

    def whom(self, groups: Sequence[tuple[int, str, str | None]]) -> str:
        """In the genitive; the country once, where it is that of all.

        >>> Ukrainian().whom([(2, "vessel", "ru"), (1, "person", "ru")])
        '2 суден і 1 особи з Росії'
        """
        lands = {country for _, _, country in groups}
        kinds: dict[str, int] = {}
        for count, noun, _ in groups:
            kinds[noun] = kinds.get(noun, 0) + count
        told = self.joined([self.against(count, noun) for noun, count in kinds.items()])
        country = next(iter(lands)) if len(lands) == 1 else None
        return f"{told} {self.origin(country)}" if country else told

    def origin(self, country: str) -> str:
        """From where: in the genitive where its form is known."""
        named = self.words.genitives.get(country)
        if named is None:
            return f"({self.land(country)})"
        return f"{'зі' if named[:2] in {'Сл', 'Сп'} else 'з'} {named}"

    def alike(self, some: Sequence[Named]) -> str:
        """Entities of one kind and country, in the genitive: their names do not decline."""
        noun = self.words.nouns[some[0].kind][3 + (len(some) > 1)]
        country = some[0].country
        origin = [self.origin(country)] if country else []
        return " ".join([noun, self.joined([self.full(who) for who in some]), *origin])

    def lag(self, days: int) -> str:
        """By how much something was earlier.

        >>> [Ukrainian().lag(days) for days in (1, 7, 695)]
        ['на 1 день', 'на тиждень', 'більш ніж на 22 місяці']
        """
        text, exact = self._length(days)
        return f"на {text}" if exact else f"більш ніж на {text}"

    def span(self, days: int) -> str:
        """How much lies between.

        >>> Ukrainian().span(2137)
        'понад 5 років'
        """
        text, exact = self._length(days)
        return text if exact else f"понад {text}"

    def _length(self, days: int) -> tuple[str, bool]:
        if days == 7:  # noqa: PLR2004  - a week
            return "тиждень", True
        if days < _MONTHS_FROM:
            return self.many(days, "day"), True
        if days < _YEARS_FROM:
            return self.many(int(days / _MONTH), "month"), False
        return self.many(int(days / _YEAR), "year"), False

    def joined(self, texts: Sequence[str], more: int = 0) -> str:
        """With "і" before the last.

        >>> Ukrainian().joined(["LADY R", "ANGARA"]), Ukrainian().joined(["LADY R"], 2)
        ('LADY R і ANGARA', 'LADY R та ще 2')
        """
        if more:
            return f"{', '.join(texts)} та ще {self.number(more)}"
        if len(texts) < 2:  # noqa: PLR2004  - nothing to join
            return "".join(texts)
        return f"{', '.join(texts[:-1])} і {texts[-1]}"

    def quote(self, text: str) -> str:
        """A quotation."""
        return f"«{cut(text)}»"

    def filters(self) -> dict[str, Callable[..., str]]:
        """Plural forms of words that agree with a number too."""
        return {**super().filters(), "plural": plural, "did": did}


TONGUE = Ukrainian()
