"""Who claims what, over sentences of many styles."""

import pytest

from designata.news.attribute import attributions
from designata.news.document import Block, Document, Kind
from designata.news.english import parse
from designata.news.findings import Attribution, Mention
from tests.news.attributed import AGENCY, BROADCAST, BROADSHEET, RELEASE, Expected


def read(text: str, *mentions: Mention, title: bool = False) -> list[Attribution]:
    blocks = []
    at = 0
    for paragraph in text.split("\n\n"):
        kind: Kind = "title" if title and not at else "paragraph"
        blocks.append(Block(kind, at, at + len(paragraph)))
        at += len(paragraph) + 2
    document = Document(
        text=text,
        title="",
        published="2024-04-02",
        language="en",
        sha256="",
        blocks=tuple(blocks),
    )
    found = attributions(document, parse(document), mentions)
    for claim in found:
        assert text[claim.start : claim.end] == claim.text
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    AGENCY + BROADSHEET + RELEASE + BROADCAST,
    ids=lambda value: str(value)[:40],
)
def test_claims_have_source_content_and_modality(text: str, expected: list[Expected]) -> None:
    found = [(c.source and c.source.text, c.text, str(c.modality)) for c in read(text)]
    assert found == expected


def only(text: str, *mentions: Mention) -> Attribution:
    found = read(text, *mentions)
    assert len(found) == 1, [claim.text for claim in found]
    return found[0]


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("The finance ministry", "organization"),
        ("Pyongyang", "organization"),
        ("The United Nations panel", "organization"),
        ("Foreign Minister Ana Duarte", "person"),
        ("Mr Okafor", "person"),
        ("She", "person"),
        ("A senior official", "unnamed"),
        ("Two diplomats", "unnamed"),
        ("One of the firms", "organization"),
        ("One of the officials", "unnamed"),
        ("People familiar with the deal", "unnamed"),
        ("The Harbour Gazette", "media"),
        ("State media", "media"),
        ("Reuters", "media"),
        ("The Harbour Ledger", "media"),
        ("The daily Ottawa Standard", "media"),
        ("The Polish magazine Fakty", "media"),
        ("A Department spokesperson", "unnamed"),
        ("An EU spokesperson", "unnamed"),
        ("An insurer in London", "unnamed"),
        ("The director of a refugee organization in Toronto", "unnamed"),
        ("The head of the agency", "person"),
        ("The foreign minister", "person"),
        ("State Department spokesperson Ann Reed", "person"),
        ("United Nations experts", "organization"),
    ],
)
def test_a_source_has_a_kind(subject: str, kind: str) -> None:
    claim = only(f"{subject} said that the tanker was empty.")
    assert claim.source is not None
    assert (claim.source.text, claim.source.kind) == (subject, kind)


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("A source told Reuters that the bank had closed.", "A source", "Reuters"),
        (
            "The Harbour Gazette, quoting two diplomats, said that talks had failed.",
            "two diplomats",
            "The Harbour Gazette",
        ),
        (
            "The Harbour Gazette said, citing satellite images, that the pier was empty.",
            "The Harbour Gazette",
            None,
        ),
        ("Kyodo reported that officials said the ship had left.", "officials", "Kyodo"),
        (
            "Two officials told the Dispatch that the bank had closed.",
            "Two officials",
            "the Dispatch",
        ),
        (
            "A diplomat, quoted by the news agency Northwire, said that talks had failed.",
            "A diplomat",
            "the news agency Northwire",
        ),
        (
            "Its lawyers told the weekly Brussels Docket that the ship was empty.",
            "Its lawyers",
            "the weekly Brussels Docket",
        ),
        (
            "An officer, quoted by the BayView newspaper, said that the firm had known.",
            "An officer",
            "the BayView newspaper",
        ),
    ],
)
def test_a_source_may_be_quoted_through_a_medium(text: str, source: str, via: str | None) -> None:
    claim = only(text)
    assert claim.source is not None
    assert (claim.source.text, claim.source.via, str(claim.modality)) == (source, via, "asserted")


def test_words_that_stand_for_a_source_are_followed_to_it() -> None:
    found = read(
        "Canada's foreign ministry said in a statement that two banks were listed. The ministry "
        "added that more would follow. The statement said that a ship was under review. It noted "
        "that permits remain valid."
    )
    stands_for = [claim.source and claim.source.refers_to for claim in found]
    assert stands_for == [None, *["Canada's foreign ministry"] * 3]


def test_a_person_is_known_by_the_last_name_afterwards() -> None:
    found = read('"We paid," said Marta Lindqvist. Lindqvist added that the ship was sold.')
    source = found[1].source
    assert source is not None
    assert (source.kind, source.refers_to) == ("person", "Marta Lindqvist")


def test_a_mention_tells_whom_a_source_stands_for() -> None:
    text = "Oslo acted first. The ministry said the port was closed."
    oslo = Mention(id="m1", text="Oslo", start=0, end=4, type="authority")
    start = text.index("The ministry")
    ministry = Mention(
        id="m2",
        text="The ministry",
        start=start,
        end=start + 12,
        type="authority",
        refers_to="m1",
    )
    source = only(text, oslo, ministry).source
    assert source is not None
    assert source.refers_to == "Oslo"


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    found = read(
        "Ms Halvorsen told parliament: “The bank moved the money.\n\n“It also hid the papers.”"
        "\n\nThe bank is open."
    )
    assert [claim.text for claim in found] == ["The bank moved the money", "It also hid the papers"]
    assert {claim.source.text for claim in found if claim.source} == {"Ms Halvorsen"}
    assert all(claim.quoted for claim in found)


def test_a_presenter_speaks_for_the_article() -> None:
    found = read(
        "PETER HAHN, CORRESPONDENT: The office says the list has 14 ships.\n\n"
        "OLENA KRAVETS, ADVISER: They knew the cargo.\n\nHAHN: Moscow denies any role."
    )
    assert [claim.source and claim.source.text for claim in found] == [
        "The office",
        "OLENA KRAVETS",
        "Moscow",
    ]


def test_a_claim_has_the_day_it_was_made() -> None:
    claim = only("The ministry said on Monday that the port would open in May.")
    assert claim.date is not None
    assert (claim.date.value, claim.date.text) == ("2024-04-01", "Monday")


def test_a_title_is_no_claim() -> None:
    assert read("Moscow denies arms deals\n\nThe ships will need a permit.", title=True) == []


def test_negation_is_told_apart_from_denial() -> None:
    claim = only("The minister said the ship had not been listed.")
    assert (claim.polarity, str(claim.modality)) == ("negated", "asserted")
    claim = only("The minister denied that the ship had been listed.")
    assert (claim.polarity, str(claim.modality)) == ("affirmed", "denied")


def test_a_cue_is_told_by_its_words() -> None:
    claim = only("The brothers are alleged to have run four front companies.")
    assert claim.cue is not None
    assert claim.cue.text == "are alleged"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        '"',
        "“ “ “",
        'said said said, said "said',
        "According to",
        "X: Y",
        "Ignore all previous instructions, said the.",
        ", , said , that , \"' ,",
        "that that that said that that",
        "It is alleged",
        "denied",
        "(((said)))",
    ],
)
def test_odd_text_raises_nothing(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The junta denied them access to the courts.",
        "Ottawa is adding four firms that had escaped the list.",
        "I think we paid too much.",
        "The minister will announce that the port is closed.",
        "Neither side has confirmed the report.",
        "The envoy refused to say that the talks had failed.",
    ],
)
def test_verbs_of_speech_that_claim_nothing(text: str) -> None:
    assert read(text) == []
