"""Briefs in Korean."""

from collections.abc import Callable, Sequence

from designata.brief.named import Named
from designata.brief.tongue.base import Tongue, plain, point
from designata.brief.tongue.korean import particle

_MONTHS_FROM, _YEARS_FROM = 62, 730
_MONTH, _YEAR = 30.44, 365.25


class Korean(Tongue):
    """Korean, as news agencies write it."""

    code = "ko"
    letters = ("latin", "hangul")

    def day(self, edtf: str) -> str:
        """A day.

        >>> Korean().day("2024-04-02"), Korean().day("2024-04")
        ('2024년 4월 2일', '2024년 4월')
        """
        year, month, day = point(edtf)
        told = [f"{year}년", *([f"{month}월"] if month else []), *([f"{day}일"] if day else [])]
        return " ".join(told)

    def many(self, count: int, noun: str, country: str | None = None) -> str:
        """With its counter.

        >>> Korean().many(2, "vessel", "ru"), Korean().many(3, "person")
        ('러시아 선박 2척', '개인 3명')
        """
        named, counter = self.words.nouns[noun]
        told = " ".join([*([self.land(country)] if country else []), *([named] if named else [])])
        return f"{told} {count:,}{counter}".strip()

    def alike(self, some: Sequence[Named]) -> str:
        """Entities of one kind and country."""
        noun = self.words.nouns[some[0].kind][0]
        country = [self.land(some[0].country)] if some[0].country else []
        return " ".join([*country, noun, self.joined([self.full(who) for who in some])])

    def lag(self, days: int) -> str:
        """Days, months or years.

        >>> [Korean().lag(days) for days in (6, 7, 695)]
        ['6일', '일주일', '22개월여']
        """
        if days == 7:  # noqa: PLR2004  - a week
            return "일주일"
        if days < _MONTHS_FROM:
            return f"{days}일"
        if days < _YEARS_FROM:
            return f"{int(days / _MONTH)}개월여"
        return f"{int(days / _YEAR)}년여"

    def joined(self, texts: Sequence[str], more: int = 0) -> str:
        """With 와 or 과 before the last.

        >>> Korean().joined(["앙가라", "레이디 알"]), Korean().joined(["앙가라"], 2)
        ('앙가라와 레이디 알', '앙가라 외 2')
        """
        if more:
            return ", ".join(texts) + f" 외 {more:,}"
        if len(texts) < 2:  # noqa: PLR2004  - nothing to join
            return "".join(texts)
        *first, last = texts
        return ", ".join([*first[:-1], particle(first[-1], "과/와") + f" {last}"])

    def whom(self, groups: Sequence[tuple[int, str, str | None]]) -> str:
        """Counted things follow each other with commas."""
        return ", ".join(self.many(*group) for group in groups)

    def called(self, who: Named) -> str:
        """The Korean name, with the Latin one behind it."""
        name = who.names.get("kor")
        return f"{name}({plain(who)})" if name and name != who.caption else plain(who)

    def numbered(self, who: Named) -> str:
        """With a ship's number in the same brackets.

        >>> from designata.brief.cite import Held
        >>> ship = Named(entity="x", caption="LADY R", schema="Vessel", kind="vessel", country="ru",
        ...              names={"kor": "레이디 알"}, imo="9161003", role=None, cited=Held())
        >>> Korean().numbered(ship)
        '레이디 알(LADY R, IMO 9161003)'
        """
        name = self.called(who)
        if who.kind != "vessel" or not who.imo:
            return name
        return f"{name[:-1]}, IMO {who.imo})" if name.endswith(")") else f"{name}(IMO {who.imo})"

    def filters(self) -> dict[str, Callable[..., str]]:
        """Particles too: ``{{ name|josa('을/를') }}``."""
        return {**super().filters(), "josa": particle}


TONGUE = Korean()
