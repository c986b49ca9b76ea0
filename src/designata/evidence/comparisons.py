"""Each comparison of two records: what met what, and how well, in named grades.

A grade is the name of a row in the table of weights (``data/weights.toml``). Comparisons that one
side cannot make (no birth date there) give nothing, which is not the same as disagreement.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from designata.evidence import features
from designata.evidence.grade import Grade
from designata.evidence.weights import of_figures
from designata.model import identifiers
from designata.model.when import When, from_edtf
from designata.names.compare import Comparison, compare
from designata.names.parts import ANY, Name, kind_of, parse

Facts = Mapping[str, Sequence[str]]
"""The values of a record by property, normal forms."""

_YEAR = 366
_CONTRARY = {"imoNumber", "leiCode", "isinCode", "publicKey", "innCode", "ogrnCode", "mmsi"}
_COUNTRIES = ("nationality", "citizenship", "country", "jurisdiction", "birthCountry")
_GENERIC_NUMBERS = ("registrationNumber", "idNumber", "taxNumber")
_NUMBERS = {*identifiers.KINDS, *_GENERIC_NUMBERS}
_PAPERS = {"passport", "passportNumber"}


class Record(msgspec.Struct, frozen=True):
    """A record to be compared.

    Args:
        schema: what it is.
        names: taken apart.
        weak: those of its names that are weak aliases.
        facts: everything else.
    """

    schema: str
    names: tuple[Name, ...]
    facts: Facts
    weak: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, schema: str, names: Iterable[str], facts: Facts, *, weak: Iterable[str] = ()
    ) -> "Record":
        """A record with its names taken apart as the schema's are.

        >>> Record.of("Vessel", ["M/V Lady Rose"], {}).names[0].words
        ('lady', 'rose')
        """
        kind = kind_of(schema)
        return cls(schema, tuple(parse(name, kind) for name in names), facts, frozenset(weak))


def grades(left: Record, right: Record) -> Iterator[Grade]:
    """Every comparison that both records allow.

    >>> a = Record.of("Vessel", ["Lady R"], {"imoNumber": ["9161003"]})
    >>> b = Record.of("Vessel", ["LADY R"], {"imoNumber": ["9179842"]})
    >>> [grade.grade for grade in grades(a, b)]
    ['name.vessel', 'imoNumber.different']
    """
    if named := names(left, right):
        yield named
    yield from of_facts(left.facts, right.facts)


def of_facts(left: Facts, right: Facts) -> Iterator[Grade]:
    """Every comparison beside that of the names.

    >>> [grade.grade for grade in of_facts({"gender": ["male"]}, {"gender": ["female"]})]
    ['gender.different']
    """
    yield from _numbers(left, right)
    yield from _passports(left, right)
    for compared in (_birth_dates, _genders, _lands, _flags, _birth_places, _addresses):
        if found := compared(left, right):
            yield found


def names(left: Record, right: Record) -> Grade | None:
    """The two names that speak most for being one."""
    best: tuple[float, Grade] | None = None
    for mine in left.names:
        for theirs in right.names:
            one, other = _of_one_kind(mine, theirs)
            found = compare(one, other)
            weak = theirs.text in right.weak or mine.text in left.weak
            figures = features.of_names(one, other, found)
            grade = f"name.{one.kind}"
            weight = of_figures(grade, figures)
            if best is None or weight > best[0]:
                note = _said(found)
                if weak:
                    note += "; a weak alias"
                best = weight, Grade("name", grade, mine.text, theirs.text, note, figures)
    return best[1] if best else None


def _of_one_kind(mine: Name, theirs: Name) -> tuple[Name, Name]:
    """Both taken apart as the kind of thing that the one that is known to be something is."""
    if mine.kind == theirs.kind:
        return mine, theirs
    if mine.kind == ANY:
        return parse(mine.text, theirs.kind), theirs
    return mine, parse(theirs.text, mine.kind) if theirs.kind == ANY else theirs


def _said(found: Comparison) -> str:
    met = len(found.met)
    parts = [f"{met} words meet" if met != 1 else "1 word meets"]
    if found.left:
        parts.append(f"asked for only: {' '.join(found.left)}")
    if found.right:
        parts.append(f"listed only: {' '.join(found.right)}")
    if found.numbers is False:
        parts.append("the numbers differ")
    return "; ".join(parts)


def _numbers(left: Facts, right: Facts) -> Iterator[Grade]:
    if left.keys().isdisjoint(_NUMBERS):
        return
    for prop in identifiers.KINDS:
        if prop in {"passportNumber", "callSign"}:
            continue
        mine, theirs = left.get(prop, ()), right.get(prop, ())
        if not mine or not theirs:
            continue
        if same := [value for value in mine if value in theirs]:
            yield Grade(prop, f"{prop}.same", same[0], same[0], "the same number")
        elif prop in _CONTRARY:
            yield Grade(prop, f"{prop}.different", mine[0], theirs[0], "different numbers")
    mine_any = {identifiers.compact(v): v for p in _GENERIC_NUMBERS for v in left.get(p, ())}
    for prop in _GENERIC_NUMBERS:
        for value in right.get(prop, ()):
            if (compact := identifiers.compact(value)) in mine_any and len(compact) > 4:  # noqa: PLR2004
                yield Grade("number", "number.same", mine_any[compact], value, "the same number")
                return


def _passports(left: Facts, right: Facts) -> Iterator[Grade]:
    if left.keys().isdisjoint(_PAPERS):
        return
    mine = {tuple(p.split(":", 1)) for p in left.get("passport", ())}
    theirs = {tuple(p.split(":", 1)) for p in right.get("passport", ())}
    bare_mine = {number for _, number in mine} | set(left.get("passportNumber", ()))
    bare_theirs = {number for _, number in theirs} | set(right.get("passportNumber", ()))
    bare_mine = {identifiers.compact(number) for number in bare_mine}
    bare_theirs = {identifiers.compact(number) for number in bare_theirs}
    if same := bare_mine & bare_theirs:
        number = min(same)
        yield Grade("passport", "passport.same", number, number, "the same passport number")
        return
    issuers = {country for country, _ in mine if country} & {c for c, _ in theirs if c}
    if issuers:
        country = min(issuers)
        one = min(number for c, number in mine if c == country)
        other = min(number for c, number in theirs if c == country)
        yield Grade(
            "passport", "passport.different", one, other, f"two passports of one issuer, {country}"
        )


def _birth_dates(left: Facts, right: Facts) -> Grade | None:
    best: tuple[int, str, str, str] | None = None
    for mine in left.get("birthDate", ()):
        for theirs in right.get("birthDate", ()):
            try:
                rank, grade = _birth_grade(from_edtf(mine), from_edtf(theirs))
            except ValueError:
                continue
            if best is None or rank < best[0]:
                best = rank, grade, mine, theirs
    if best is None:
        return None
    _, grade, mine, theirs = best
    return Grade("birthDate", f"birthDate.{grade}", mine, theirs, grade.replace("_", " "))


def _birth_grade(left: When, right: When) -> tuple[int, str]:  # noqa: PLR0911  - a return a grade
    """How well two birth dates agree, best first."""
    overlap = left.earliest <= right.latest and right.earliest <= left.latest
    exact = left.earliest == left.latest and right.earliest == right.latest
    if overlap:
        return (0, "same_day") if exact else (1, "same_as_far_as_known")
    apart = (max(left.earliest, right.earliest) - min(left.latest, right.latest)).days
    if exact:
        a, b = left.earliest, right.earliest
        if a.year == b.year:
            if (a.month, a.day) == (b.day, b.month):
                return 2, "day_and_month_swapped"
            return (2, "same_month") if a.month == b.month else (3, "same_year")
        if (a.month, a.day) == (b.month, b.day):
            if abs(a.year - b.year) == 1:
                return 2, "one_year_off_same_day"
            if abs(a.year - b.year) == 10:  # noqa: PLR2004  - one figure mistyped
                return 3, "ten_years_off_same_day"
    if apart <= _YEAR:
        return 4, "within_a_year"
    if apart <= 3 * _YEAR:
        return 5, "within_three_years"
    return (6, "within_ten_years") if apart <= 10 * _YEAR else (7, "more_than_ten_years_off")


def _genders(left: Facts, right: Facts) -> Grade | None:
    mine, theirs = set(left.get("gender", ())), set(right.get("gender", ()))
    if not mine or not theirs:
        return None
    grade = "same" if mine & theirs else "different"
    return Grade("gender", f"gender.{grade}", min(mine), min(theirs), grade)


def _lands(left: Facts, right: Facts) -> Grade | None:
    mine = {value for prop in _COUNTRIES for value in left.get(prop, ())}
    theirs = {value for prop in _COUNTRIES for value in right.get(prop, ())}
    if not mine or not theirs:
        return None
    if same := mine & theirs:
        return Grade("country", "country.same", min(same), min(same), "a country in common")
    shown = min(mine), ", ".join(sorted(theirs))
    return Grade("country", "country.different", *shown, "no country in common")


def _flags(left: Facts, right: Facts) -> Grade | None:
    mine = {*left.get("flag", ()), *left.get("pastFlags", ())}
    theirs = {*right.get("flag", ()), *right.get("pastFlags", ())}
    if not mine or not theirs:
        return None
    grade = "same" if mine & theirs else "different"
    return Grade("flag", f"flag.{grade}", min(mine), min(theirs), f"{grade} flag")


def _of_words(prop: str) -> Callable[[Facts, Facts], Grade | None]:
    def compared(left: Facts, right: Facts) -> Grade | None:
        best: tuple[float, str, str] | None = None
        for mine in left.get(prop, ()):
            for theirs in right.get(prop, ()):
                one, other = set(parse(mine).words), set(parse(theirs).words)
                share = len(one & other) / max(min(len(one), len(other)), 1)
                if best is None or share > best[0]:
                    best = share, mine, theirs
        if best is None:
            return None
        grade = "same" if best[0] > 0.6 else "different"  # noqa: PLR2004
        return Grade(prop, f"{prop}.{grade}", best[1], best[2], f"{grade} place")

    return compared


_birth_places = _of_words("birthPlace")
_addresses = _of_words("address")
