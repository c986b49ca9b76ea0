"""Who reads an article: the rules, or a language model that the caller names.

Rules are the default and need nothing. A model is asked only where address and model are given; its
answer passes the same validator as the rules' (``valid/``), and where it tells no designation
although the rules find one, that is said.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import msgspec

from designata.errors import InputError
from designata.news.backend import answer
from designata.news.document import Document
from designata.news.findings import Reading
from designata.turns import Turns

if TYPE_CHECKING:
    from designata.news.backend.chat import Ask

KEY = "DESIGNATA_LLM_KEY"
"""The environment's variable with the key of the model's address; read from nowhere else."""

LONGEST = 100_000
"""Characters of an article that a model is sent."""

_ONE_AT_A_TIME = Turns(at_once=1, waiting=8)
"""At spaCy's model, of which nobody says that threads may share it."""

_READ_BY_RULES = ("en", "ko")


class Backend(Protocol):
    """Reads an article; links nothing."""

    def read(self, document: Document) -> Reading:
        """All that is found in a document, before validation.

        Raises:
            InputError: when the document cannot be read.
            FetchError: when somebody else must be asked and does not answer.
        """


class Rules:
    """English runs through the parser and its rules, Korean through rules of its own.

    Any other language is said to be unread, and nothing of it is guessed.
    """

    def read(self, document: Document) -> Reading:
        """All that the rules find.

        Raises:
            InputError: when it is too long to be parsed.
            BusyError: when too many wait for theirs.
        """
        if document.language == "en":
            return _english(document)
        if document.language == "ko":
            from designata.news import korean

            return korean.reading(document)
        return Reading(warnings=[_unread(document.language)])


class Model:
    """A language model; what it invents is dropped by the validator.

    Args:
        ask: from instructions and material to its answer.
    """

    def __init__(self, ask: "Ask") -> None:
        self._ask = ask

    def read(self, document: Document) -> Reading:
        """All that the model says it finds, in any language.

        Raises:
            InputError: when the article is too long to be sent.
            FetchError: when the model gives no answer, or not the one asked for.
        """
        if len(document.text) > LONGEST:
            raise InputError(
                f"the article has {len(document.text):,} characters; "
                f"a model is sent at most {LONGEST:,}",
                cure="give one article at a time, or read by rules, without a model",
            )
        answered = self._ask(answer.instructions(), answer.material(document))
        found = answer.reading(answered, document)
        if found.designations or document.language not in _READ_BY_RULES:
            return found
        missed = len(Rules().read(document).designations)
        if not missed:
            return found
        doubt = f"the model tells no designation; the rules find {missed}: read without a model too"
        return msgspec.structs.replace(found, warnings=[*found.warnings, doubt])


def of_address(address: str, model: str, environ: Mapping[str, str]) -> Backend:
    """The model of that name at an OpenAI-compatible address.

    Args:
        address: such as ``http://localhost:11434/v1``.
        model: its name there.
        environ: the environment, for its ``DESIGNATA_LLM_KEY``.

    Raises:
        InputError: when the address, the model or the key cannot be used.

    >>> type(of_address("http://localhost:11434/v1", "small", {})).__name__
    'Model'
    """
    from designata.news.backend.chat import Chat

    return Model(Chat(address, model, key=environ.get(KEY, "").strip() or None))


def _english(document: Document) -> Reading:
    from designata.news import attribute, english, extract
    from designata.news import mentions as naming

    with _ONE_AT_A_TIME:
        doc = english.parse(document)
        mentions = naming.mentions(document, doc)
        return Reading(
            mentions=mentions,
            designations=extract.designations(document, doc, mentions),
            claims=attribute.attributions(document, doc, mentions),
        )


def _unread(language: str) -> str:
    if language == "und":
        return "the language cannot be told: nothing is read, nothing is guessed"
    return f"the language is {language!r}, and only English and Korean are read: nothing is guessed"
