"""A brief as it is written: sentences in order, made by the templates of its language.

The words stand in ``data/brief/*.toml``. Every sentence cites the claims that it rests on, and none
is written without.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from designata.brief import cite
from designata.brief.told import Cited, Section, Sentence
from designata.brief.tongue import tongue
from designata.brief.tongue.base import Tongue

if TYPE_CHECKING:
    from jinja2 import Environment, Template

MORE = "all"
"""The place on the page where everything is listed."""

_SPACES = re.compile(r"[ \t\r\n]+")
"""Those that break lines; the ones within numbers stay."""


class Text:
    """A brief as it is written.

    Args:
        tongue: in which language.
    """

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.title = ""
        self.sections = [Section(heading="", sentences=[])]
        self._count = 0

    def head(self, key: str, **values: object) -> None:
        """Begins a section."""
        heading = _template(self.tongue.code, "headings", key).render(values)
        self.sections.append(Section(heading=heading, sentences=[]))

    def call(self, key: str, **values: object) -> None:
        """Names the brief."""
        self.title = _template(self.tongue.code, "titles", key).render(values)

    def phrase(self, key: str, **values: object) -> str:
        """A part of a sentence."""
        return _template(self.tongue.code, "phrases", key).render(values)

    def say(
        self,
        key: str,
        claims: Sequence[Cited],
        *,
        table: bool = False,
        opens: bool = False,
        **values: object,
    ) -> None:
        """Adds a sentence to the section.

        Args:
            key: the template's.
            claims: what it rests on.
            table: whether the rest that it counts is listed at the end.
            opens: whether a paragraph begins with it.
            values: what the template names.

        Raises:
            ValueError: when there is no claim: a fault of whoever wrote the caller.
        """
        if not claims:
            raise ValueError(f"the sentence {key!r} has no claim behind it")
        told = _template(self.tongue.code, "sentences", key).render(values)
        text = _SPACES.sub(" ", told).strip()
        self._count += 1
        self.sections[-1].sentences.append(
            Sentence(
                id=f"s{self._count}",
                text=text,
                spoken=self.tongue.spoken(text),
                claims=cite.distinct(claims),
                more=MORE if table else None,
                opens=opens,
            )
        )


@cache
def _template(lang: str, table: str, key: str) -> "Template":
    return _environment(lang).from_string(getattr(tongue(lang).words, table)[key])


@cache
def _environment(lang: str) -> "Environment":
    from jinja2 import Environment, StrictUndefined

    made = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701  - plain text; pages escape it
    made.filters |= tongue(lang).filters()
    return made
