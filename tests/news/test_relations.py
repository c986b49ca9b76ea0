"""Ties that sentences state, their direction and their ends."""

import pytest

from designata.model.vocabulary import schemata
from designata.news.attribute.relations import relation, ties
from designata.news.document import Block, Document
from designata.news.english import parse
from designata.news.findings import Mention, Relation


def stated(text: str, *mentions: Mention) -> Relation | None:
    document = Document(
        text=text,
        title="",
        published=None,
        language="en",
        sha256="",
        blocks=(Block("paragraph", 0, len(text)),),
    )
    return relation(parse(document), 0, len(text), mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arctic Holding owns Polar Bank.", ("Arctic Holding", "owns", "Polar Bank")),
        (
            "Polar Bank is owned or controlled by Arctic Holding.",
            ("Arctic Holding", "owns", "Polar Bank"),
        ),
        (
            "Polar Bank is a subsidiary of Arctic Holding.",
            ("Arctic Holding", "owns", "Polar Bank"),
        ),
        ("Both firms are led by Ivan Orlov.", ("Ivan Orlov", "leads", "Both firms")),
        (
            "Pak Chol is the director of Sunrise Trading.",
            ("Pak Chol", "leads", "Sunrise Trading"),
        ),
        (
            "Pak Chol represents Sunrise Bank.",
            ("Pak Chol", "represents", "Sunrise Bank"),
        ),
        (
            "The tanker carried crude on behalf of the regime.",
            ("The tanker", "transports_for", "the regime"),
        ),
        (
            "The plant supplied engines to the army.",
            ("The plant", "supplies", "the army"),
        ),
        (
            "The company sent workers to Russia.",
            ("The company", "sends_workers_to", "Russia"),
        ),
        (
            "The agency provided passports to the workers.",
            ("The agency", "provides_documents_to", "the workers"),
        ),
        (
            "The trader bought valves for the ministry.",
            ("The trader", "procures_for", "the ministry"),
        ),
        (
            "The broker laundered money for the militia.",
            ("The broker", "launders_for", "the militia"),
        ),
        ("The bank financed the programme.", ("The bank", "finances", "the programme")),
        (
            "The group is based in Dubai.",
            ("The group", "is_based_in", "Dubai"),
        ),
        ("Ivan Orlov works for the bank.", ("Ivan Orlov", "works_for", "the bank")),
    ],
)
def test_a_tie_has_its_ends_the_right_way_round(text: str, expected: tuple[str, ...]) -> None:
    found = stated(text)
    assert found is not None
    assert (found.subject, found.predicate, found.object) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ships will need a permit.",
        "The council met on Tuesday.",
        "The firm does not own the ship.",
        "They own it.",
    ],
)
def test_other_sentences_state_none(text: str) -> None:
    assert stated(text) is None


def test_ends_are_mentions_where_mentions_name_them() -> None:
    text = "Polar Bank is controlled by Arctic Holding."
    bank = Mention(id="m1", text="Polar Bank", start=0, end=10, type="organization")
    holding = Mention(id="m2", text="Arctic Holding", start=28, end=42, type="organization")
    assert stated(text, bank, holding) == Relation("m2", "owns", "m1")


def test_every_tie_would_become_a_schema_that_exists() -> None:
    assert {tie.schema for tie in ties().values()} <= set(schemata())
