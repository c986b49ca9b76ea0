"""What a brief is made of: sections of sentences, each with the claims that it rests on.

No sentence stands without a claim behind it. Where a sentence counts or compares, the count is a
claim of our own, which names its rule and the documents that were counted.
"""

import datetime as dt

import msgspec


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that a sentence rests on, for a reader.

    Args:
        claim: its name, 32 hexadecimal digits, the same in every store (``Claim.identity``).
        record: the list entry, or the article, that it belongs to.
        property: what is said, such as ``Sanction.program``.
        value: the normal form: an ISO date, a country's code.
        quote: the source's own words, or the value where it gives only that.
        list: the title of the list or of the article.
        publisher: the publisher's code.
        date: of the edition or the article.
        file: the file's name.
        sha256: of the file, which the store keeps.
        locator: the place in the file.
        url: a public address for it.
        speaker: who is quoted as saying it, where that is not the publisher.
        modality: how firmly: ``asserted``, ``reported``, ``possible``, ``denied``.
        rule: for what we counted or compared ourselves, how; none for what a source says.
    """

    claim: str
    record: str
    property: str
    value: str
    quote: str
    list: str
    publisher: str
    date: str
    file: str = ""
    sha256: str = ""
    locator: str = ""
    url: str | None = None
    speaker: str | None = None
    modality: str = "asserted"
    rule: str | None = None


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence.

    Args:
        id: ``s1``, ``s2`` ... in the order of reading.
        text: as it is printed.
        spoken: as the voice should say it, where that differs: a name in Hangul romanised.
        claims: what it rests on; never empty.
        more: the id of the place on the page where the rest that it counts is listed.
        opens: whether a paragraph begins with it.
    """

    id: str
    text: str
    claims: list[Cited]
    spoken: str | None = None
    more: str | None = None
    opens: bool = False


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences under a heading; the lead's heading is empty."""

    heading: str
    sentences: list[Sentence]


class Bar(msgspec.Struct, frozen=True):
    """One bar of a plot."""

    label: str
    count: int


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """Counts, to be drawn small."""

    title: str
    bars: list[Bar]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One record in the list of all that changed.

    Args:
        entity: its id.
        caption: its name.
        kind: what it is, in the brief's language.
        what: what happened to it: added, removed, changed; in the brief's language.
        detail: the fields that changed, or the day and the program.
        publisher: whose list.
    """

    entity: str
    caption: str
    kind: str
    what: str
    detail: str
    publisher: str


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A brief, to be printed and read aloud.

    Args:
        title: its headline.
        lang: ``en``, ``ko`` or ``uk``.
        day: the last day that it looks at.
        since: the first one, where it tells of changes.
        about: what it is about, where it is about something: an id, ``kr-ru``.
        sections: the lead first.
        plots: counts.
        rows: all that the sentences count.
        lists: the date of each publisher's newest list.
        policy: by which rules it was written, with their version.
        caveat: what it is not.
        warnings: what could not be done.
    """

    title: str
    lang: str
    day: dt.date
    since: dt.date | None
    about: str | None
    sections: list[Section]
    plots: list[Plot]
    rows: list[Row]
    lists: dict[str, str]
    policy: str
    caveat: str
    warnings: list[str] = []

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences in the order of reading."""
        return [sentence for section in self.sections for sentence in section.sentences]
