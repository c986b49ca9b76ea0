"""Briefs in English."""

from collections.abc import Sequence

from designata.brief.named import Named
from designata.brief.tongue.base import Tongue, point
from designata.data import load
from designata.model import countries, telling

_WEEK, _MONTHS_FROM, _YEARS_FROM = 7, 62, 730
_MONTH, _YEAR = 30.44, 365.25


class English(Tongue):
    """English, as news agencies write it."""

    code = "en"

    def day(self, edtf: str) -> str:
        """A day in full.

        >>> English().day("2024-04-02"), English().day("2024-04"), English().day("2024")
        ('2 April 2024', 'April 2024', '2024')
        """
        year, month, day = point(edtf)
        told = [str(day)] if day else []
        told += [telling.month(month, "en")] if month else []
        return " ".join([*told, str(year)])

    def number(self, count: int) -> str:
        """To ten as a word.

        >>> English().number(3), English().number(5000)
        ('three', '5,000')
        """
        named = self.words.numbers["words"]
        return named[count] if count < len(named) else f"{count:,}"

    def many(self, count: int, noun: str, country: str | None = None) -> str:
        """So many things.

        >>> English().many(2, "vessel", "ru"), English().many(1, "person")
        ('two Russian ships', 'one person')
        """
        named = self.words.nouns[noun][count != 1]
        if not country:
            return f"{self.number(count)} {named}"
        demonym = _demonym(country)
        if demonym and noun == "person":
            named = self.words.nouns["national"][count != 1]
        if demonym:
            return f"{self.number(count)} {demonym} {named}"
        return f"{self.number(count)} {named} of {self.land(country)}"

    def alike(self, some: Sequence[Named]) -> str:
        """Entities of one kind and country.

        >>> from designata.brief.cite import Held
        >>> ship = Named(entity="x", caption="LADY R", schema="Vessel", kind="vessel",
        ...              country="ru", names={}, imo="9161003", role=None, cited=Held())
        >>> English().alike([ship])
        'the Russian ship LADY R (IMO 9161003)'
        """
        kind, country = some[0].kind, some[0].country
        names = self.joined([self.numbered(who) for who in some])
        if kind in {"person", "other", "organisation"}:
            return names
        noun = self.words.nouns[kind][len(some) > 1]
        demonym = _demonym(country) if country else None
        return " ".join(["the", *([demonym] if demonym else []), noun, names])

    def speaker(self, name: str) -> str:
        """With a comma behind an apposition."""
        return f"{name}," if ", " in name else name

    def within(self, name: str) -> str:
        """With a small article: "a news site"."""
        return name[0].lower() + name[1:] if name.startswith(("A ", "An ", "The ")) else name

    def full(self, who: Named) -> str:
        """A name with a number or a position."""
        name = self.numbered(who)
        return f"{name}, {who.role}" if who.kind == "person" and _short(who.role) else name

    def lag(self, days: int) -> str:
        """Days, months or years.

        >>> [English().lag(days) for days in (1, 7, 20, 164)]
        ['one day', 'a week', '20 days', 'more than five months']
        """
        if days == _WEEK:
            return "a week"
        if days < _MONTHS_FROM:
            return self.many(days, "day")
        if days < _YEARS_FROM:
            return f"more than {self.many(int(days / _MONTH), 'month')}"
        return f"more than {self.many(int(days / _YEAR), 'year')}"

    def joined(self, texts: Sequence[str], more: int = 0) -> str:
        """With "and"; with semicolons where names hold commas.

        >>> English().joined(["LADY R", "ANGARA"]), English().joined(["A", "B"], 3)
        ('LADY R and ANGARA', 'A, B and three more')
        """
        told = [*texts, *([f"{self.number(more)} more"] if more else [])]
        if len(told) < 2:  # noqa: PLR2004  - nothing to join
            return "".join(told)
        mark = ";" if any("," in text for text in told) else ","
        last = f"{mark} and " if mark == ";" else " and "
        return f"{mark} ".join(told[:-1]) + last + told[-1]

    def place(self, code: str) -> str:
        """A country, without its article."""
        return countries.name(code)

    def land(self, code: str) -> str:
        """A country, with its article.

        >>> English().land("us"), English().land("kr")
        ('the United States', 'South Korea')
        """
        name = countries.name(code)
        return f"the {name}" if code in self.words.the["words"] else name


def _short(role: str | None) -> bool:
    return bool(role) and len(role or "") < 60  # noqa: PLR2004  - a longer one is no apposition


def _demonym(country: str) -> str | None:
    table = load("demonyms", dict[str, list[str]])
    return next(iter(table.get(country, ())), None)


TONGUE = English()
