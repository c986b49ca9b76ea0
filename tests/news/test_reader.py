import msgspec

from designata.lists import casebook
from designata.news import read
from designata.news.document import Document
from designata.news.findings import Reading
from designata.news.reader import Reader

from .casebook import reader


def test_the_bundled_article_comes_back_named() -> None:
    found = reader().read(read.read(casebook.article().encode(), name="article.md"))
    event = next(e for e in found.designations if not e.recalled)
    ships = next(target for target in event.targets if target.type == "vessel")
    assert {one.caption for one in ships.candidates} == {"LADY R", "ANGARA"}
    assert found.claims


def test_another_language_is_said_and_not_guessed() -> None:
    text = "Le ministère a annoncé des sanctions contre deux navires russes."
    document = Document(text=text, title="", published=None, language="fr", sha256="00")
    found = reader().read(document)
    assert found == Reading(warnings=found.warnings)
    assert "'fr'" in found.warnings[0]


def test_without_a_store_nothing_is_linked() -> None:
    text = "South Korea sanctioned the ship Lady R (IMO 9161003) on 2 April 2024."
    found = Reader().read(read.read(text.encode()))
    assert all(mention.entity is None for mention in found.mentions)


def test_linked_names_have_captions() -> None:
    text = "South Korea's foreign ministry sanctioned Sergey Mikhaylovich Kozlov on Tuesday."
    document = msgspec.structs.replace(read.read(text.encode()), language="en")
    found = reader().read(document)
    assert list(reader().captions(found)) == ["casebook-kozlov"]
    assert reader().captions(Reading()) == {}
