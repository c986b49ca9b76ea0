"""Writes a brief: plain news prose with what matters most first, by templates over facts."""

from designata.brief import tables
from designata.brief.facts import Facts
from designata.brief.prose import article, day, entity, pair
from designata.brief.prose.text import Text
from designata.brief.told import Brief
from designata.brief.tongue import tongue
from designata.model import telling

POLICY = "brief@1"
"""The rules by which it is written, with their version."""

_TELL = {"day": day.tell, "pair": pair.tell, "entity": entity.tell, "article": article.tell}
"""What writes each kind of brief."""


def write(facts: Facts, lang: str = "en") -> Brief:
    """A brief of facts.

    Args:
        facts: what there is to tell.
        lang: ``en``, ``ko`` or ``uk``.

    Raises:
        InputError: when briefs are not written in that language.
    """
    text = Text(tongue(lang))
    _TELL[facts.scope](text, facts)
    return Brief(
        title=text.title,
        lang=lang,
        day=facts.day,
        since=facts.since,
        about=facts.about,
        sections=[section for section in text.sections if section.sentences],
        plots=tables.plots(facts, text.tongue),
        rows=tables.rows(facts, text.tongue),
        lists=facts.lists,
        policy=POLICY,
        caveat=telling.caveat(lang),
        warnings=list(facts.warnings),
    )
