"""Graph formats, opened by the libraries that read them; what is hostile stays text."""

import io
import re
from collections.abc import Callable, Iterable, Iterator

import msgspec
import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import pytest

from designata.formats import cypher, gexf, graphml, graphs, stix
from designata.formats.ftm import Group
from designata.lists.entry import Entry
from designata.model.claim import Modality
from designata.model.entity import group as by_subject

HOSTILE = "</node>\"' ]]> &lt; \\u0027 \\' {x} \x00\x1b `a` \ud800 = 1; DETACH DELETE n //\n=2"
CLEAN = graphs.plain(HOSTILE)

Rows = Callable[[Iterable[Group]], Iterator[bytes]]


def company(name: str, caption: str = "Paper Mill") -> Entry:
    entry = Entry(name, "Company", locator="row=2")
    entry.add("name", caption)
    entry.add("country", "ru")
    return entry


def groups() -> Iterator[Group]:
    mill = company("mill")
    mill.add("topics", "sanction")
    sanction = mill.child("Sanction", "listing")
    sanction.add("entity", "mill")
    sanction.add("authority", "An authority")
    sanction.add("startDate", "2024-04-02")
    owned = mill.tie("Ownership", "boat", role="owner")
    owned.add("percentage", "60", modality=Modality.POSSIBLE)
    mill.tie("UnknownLink", "nobody", role="Linked To")
    boat = Entry("boat", "Vessel", locator="row=3")
    boat.add("name", "Paper Boat")
    boat.add("name", "Boat of paper")
    boat.add("imoNumber", "9161003")
    boat.add("owner", "mill")
    boat.add("owner", "mill", locator="row=4")  # as OFAC's wallets tell their holder twice
    for entry in (mill, boat):
        entities = by_subject(entry.claims)
        target = entities.pop(entry.id)
        yield Group(
            target=target,
            parts=tuple(entities.values()),
            datasets={"un_list": "A list"},
            last_change="2024-05-01",
        )


def hostile() -> Iterator[Group]:
    entry = Entry("x'\\", "Company", locator="row=2")
    entry.claims += [
        msgspec.structs.replace(claim, value=HOSTILE) for claim in company("x'\\").claims[:1]
    ]
    edge = entry.tie("Ownership", 'y"<', role="owner")
    edge.claims[-1] = msgspec.structs.replace(edge.claims[-1], value=HOSTILE)
    entities = by_subject(entry.claims)
    yield Group(target=entities.pop(entry.id), parts=tuple(entities.values()))


def written(rows: Rows, given: Iterable[Group]) -> bytes:
    return b"".join(rows(given))


def opened(rows: Rows, given: Iterable[Group]) -> "nx.MultiDiGraph":
    data = io.BytesIO(written(rows, given))
    if rows is graphml.rows:
        return nx.read_graphml(data, force_multigraph=True)
    return nx.read_gexf(data, version="1.3")


def test_every_end_is_a_node_and_every_tie_an_edge() -> None:
    told = list(graphs.pieces(groups()))
    nodes = {piece.id for piece in told if isinstance(piece, graphs.Node)}
    edges = [(e.kind, e.one, e.other) for e in told if isinstance(e, graphs.Edge)]
    assert nodes == {"mill", "boat", "nobody"}
    assert edges == [
        ("Ownership", "mill", "boat"),
        ("UnknownLink", "mill", "nobody"),
        ("Vehicle", "mill", "boat"),
    ]


@pytest.mark.parametrize("rows", [graphml.rows, gexf.rows])
def test_networkx_opens_it(rows: Rows) -> None:
    graph = opened(rows, groups())
    assert set(graph.nodes) == {"mill", "boat", "nobody"}
    assert graph.number_of_edges() == 3
    assert graph.nodes["mill"]["designated_by"] == "An authority"
    assert graph.nodes["mill"]["designated_since"] == "2024-04-02"
    assert graph.nodes["boat"]["identifiers"] == "imoNumber:9161003"
    told = [data for _, _, data in graph.edges(data=True)]
    assert {data["kind"] for data in told} == {"Ownership", "UnknownLink", "Vehicle"}
    assert {data.get("percentage") for data in told} == {"60", None}
    assert all(data["locator"] for data in told)


@pytest.mark.parametrize("rows", [graphml.rows, gexf.rows])
def test_markup_in_names_stays_text(rows: Rows) -> None:
    graph = opened(rows, hostile())
    assert set(graph.nodes) == {"x'\\", 'y"<'}
    assert graph.nodes["x'\\"]["caption"] == CLEAN


# A grammar of the statements that are written, after openCypher 9: literals, maps, patterns.

_LITERAL = r"'(?:[^'\\\n]|\\[\\'nrt])*'"
_TEXT = rf"{_LITERAL}(?: \+ {_LITERAL})*"
_MAP = rf"\{{(?:[a-z_]+: {_TEXT}(?:, [a-z_]+: {_TEXT})*)?\}}"
_STATEMENT = re.compile(
    rf"MERGE \(n:Entity \{{id: {_TEXT}\}}\) SET n:[A-Za-z]+, n \+= {_MAP};"
    rf"|MERGE \(a:Entity \{{id: {_TEXT}\}}\) MERGE \(b:Entity \{{id: {_TEXT}\}}\) "
    rf"MERGE \(a\)-\[r:[A-Z_]+ \{{id: {_TEXT}\}}\]->\(b\) SET r \+= {_MAP};"
)


def _value(expression: str) -> str:
    """What an expression of ours means, by the rules of the language."""
    told = {"\\\\": "\\", "\\'": "'", "\\n": "\n", "\\r": "\r", "\\t": "\t"}
    literals = re.findall(_LITERAL, expression)
    return "".join(re.sub(r"\\.", lambda m: told[m[0]], one[1:-1]) for one in literals)


@pytest.mark.parametrize("given", [groups, hostile])
def test_every_statement_fits_the_grammar(given: Callable[[], Iterator[Group]]) -> None:
    first, *lines = written(cypher.rows, given()).decode().splitlines()
    assert first.startswith("CREATE CONSTRAINT ")
    assert lines
    assert [line for line in lines if not _STATEMENT.fullmatch(line)] == []


def test_a_parser_of_cypher_takes_it() -> None:
    parser = pytest.importorskip("antlr4_cypher", reason="no parser of Cypher is installed")
    antlr4 = pytest.importorskip("antlr4")
    for line in written(cypher.rows, [*groups(), *hostile()]).decode().splitlines()[1:]:
        stream = antlr4.CommonTokenStream(parser.CypherLexer(antlr4.InputStream(line)))
        tree = parser.CypherParser(stream)
        tree.removeErrorListeners()
        tree.script()
        assert tree.getNumberOfSyntaxErrors() == 0, line


def test_text_comes_back_from_cypher_as_it_was() -> None:
    assert _value(cypher.literal(HOSTILE)) == CLEAN
    assert not re.search(r"\\[uU]", cypher.literal(HOSTILE))


def test_stix2_takes_the_bundle() -> None:
    stix2 = pytest.importorskip("stix2")
    for given in (groups, hostile):
        bundle = stix2.parse(written(stix.rows, given()).decode(), allow_custom=False)
        ids = {made.id for made in bundle.objects}
        ties = [made for made in bundle.objects if made.type == "relationship"]
        assert ties
        for tie in ties:
            assert {tie.source_ref, tie.target_ref} <= ids


def test_stix_says_what_things_are_and_whose_word_it_is() -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(written(stix.rows, groups()).decode())
    kinds = {made.name: made.type for made in bundle.objects if "name" in made}
    assert kinds["Paper Boat"] == "infrastructure"
    assert kinds["Paper Mill"] == "identity"
    assert kinds["Russia"] == "location"
    markings = {made.id for made in bundle.objects if made.type == "marking-definition"}
    mill = next(made for made in bundle.objects if made.get("name") == "Paper Mill")
    assert set(mill.object_marking_refs) == markings
    assert mill.modified.date().isoformat() == "2024-05-01"
    assert mill.created <= mill.modified


@pytest.mark.parametrize("rows", [graphml.rows, gexf.rows, cypher.rows, stix.rows])
def test_the_same_store_is_the_same_file(rows: Rows) -> None:
    assert written(rows, groups()) == written(rows, groups())


@pytest.mark.parametrize("rows", [graphml.rows, gexf.rows, stix.rows])
def test_an_empty_store_is_a_right_file(rows: Rows) -> None:
    data = written(rows, [])
    if rows is stix.rows:
        assert msgspec.json.decode(data) == {
            "type": "bundle",
            "id": msgspec.json.decode(data)["id"],
            "objects": [],
        }
    else:
        assert opened(rows, []).number_of_nodes() == 0
