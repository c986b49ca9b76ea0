"""Where those come from whom a brief names, as far as the claims that it cites say.

A nationality, a seat, or a name in its own script helps the voice to read a romanised name whose
letters do not tell. A ship's flag is left out: it says nothing about her name.
"""

import re

from designata.brief.told import Brief, Cited
from designata.model import vocabulary
from designata.names.script import script_of

_COUNTRIES = frozenset({"nationality", "citizenship", "country", "jurisdiction"})
_WORD = re.compile(r"[^\W\d_]+")


def homes(brief: Brief) -> dict[str, str]:
    """For words of names, in lower case, the script or else the country's code of their bearer."""
    cited: dict[str, list[Cited]] = {}
    for section in brief.sections:
        for sentence in section.sentences:
            for claim in sentence.claims:
                cited.setdefault(claim.record, []).append(claim)
    found: dict[str, str] = {}
    for record, claims in cited.items():
        home = _home(claims) if record else None
        for claim in claims if home else ():
            if claim.property in vocabulary.NAMES:
                found |= dict.fromkeys(_WORD.findall(claim.value.lower()), home)
    return found


def _home(claims: list[Cited]) -> str | None:
    """The script of a name that is not in Latin letters, or a country."""
    names = [claim.value for claim in claims if claim.property in vocabulary.NAMES]
    scripts = [script for name in names if (script := script_of(name)) != "latin"]
    countries = [claim.value for claim in claims if claim.property in _COUNTRIES]
    return next(iter([*scripts, *countries]), None)
