"""The model is loaded by shortcuts; it parses as the model that spaCy loads does."""

import importlib
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

import pytest

from designata.news import model
from designata.news.read import read

if TYPE_CHECKING:
    from spacy.tokens import Doc

TEXT = """
OFAC didn't name the U.S. ships at 10p.m. on Jan. 5, said Mr. Kim's lawyer (he can't say who'd
know). "They've 3 of 'em," Smith & Co. Ltd. said; it won't sail at 10 p.m. or at 11p.m. again.

The ministry in Seoul cannot say that Ivan Petrov, aka. "Ivan", gonna own the N.Y. firm's ship :-).
"""


@pytest.fixture(scope="module")
def plain() -> Any:  # noqa: ANN401  - spaCy's tokenizer has no type
    """The model as spaCy loads it."""
    model.load()
    for name in model._PACKAGES:
        if importlib.util.find_spec(name):
            return importlib.import_module(name).load()
    raise AssertionError


def _fresh() -> model.Model:
    return model.load.__wrapped__()


def _words(doc: "Doc") -> list[tuple[str, str, str]]:
    return [(token.text, token.norm_, token.whitespace_) for token in doc]


def test_a_parse_is_that_of_the_model_as_spacy_loads_it(plain: Any) -> None:  # noqa: ANN401
    ours = _fresh()
    text = read(TEXT.encode()).text
    assert ours.parsed(ours.words(text)).to_json() == plain(text).to_json()


def test_rules_for_words_hold_in_each_text_that_brings_them(plain: Any) -> None:  # noqa: ANN401
    ours = _fresh()
    for word in list(plain.tokenizer.rules):
        text = f"({word}) so {word}'ve"
        assert _words(ours.words(text)) == _words(plain.make_doc(text)), text


@pytest.mark.parametrize("text", ["x ( o:x", "x > :(x"])
def test_a_rule_that_meets_words_across_a_space_counts_too(plain: Any, text: str) -> None:  # noqa: ANN401
    # spaCy finds "(o:" in "( o:", drops it for the space, and no more looks for "o:" there.
    assert _words(_fresh().words(text)) == _words(plain.make_doc(text))


def test_few_rules_are_made_for_a_text() -> None:
    ours = _fresh()
    ours.words("In Jan. it didn't.")
    assert {"Jan.", "didn't"} <= set(ours._tokenizer.rules)
    assert len(ours._tokenizer.rules) < len(ours._unmade) / 10


def test_what_packages_offer_to_spacy_is_found(plain: Any) -> None:  # noqa: ANN401, ARG001
    from spacy.util import registry

    offered = entry_points(group="spacy_architectures")
    assert offered
    assert {it.name for it in offered} <= set(registry.architectures.get_all())


def test_what_was_left_out_can_be_imported_later(plain: Any) -> None:  # noqa: ANN401, ARG001
    for name in ("pydantic.v1", "spacy.cli", "spacy.cli.info"):
        assert getattr(sys.modules.get(name), "__spec__", sys) is not None
