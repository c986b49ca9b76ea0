from typing import Any

from lxml import html

from designata.evidence.explain import Reason
from designata.model.claim import Modality
from designata.news.document import Block, Document
from designata.news.findings import (
    Attribution,
    Candidate,
    Dated,
    Designation,
    Mention,
    Party,
    Reading,
    Source,
    Span,
    Target,
)
from designata.news.view import page

TEXT = 'Seoul <acts>\n\nThe ministry said on Tuesday that two ships "carried" <script>x</script>.'
EVIL = "<img src=x onerror=alert(1)>"


def span(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


def document(**more: object) -> Document:
    fields: dict[str, object] = {
        "text": TEXT,
        "title": "Seoul <acts>",
        "published": "2024-04-02",
        "language": "en",
        "sha256": "ab" * 32,
        "blocks": (Block("title", 0, 12), Block("paragraph", 14, len(TEXT))),
    }
    return Document(**(fields | more))  # type: ignore[arg-type]


def reading(undecided: str | None = None) -> Reading:
    ships = span("two ships")
    claim = span('two ships "carried" <script>x</script>')
    who, when = span("The ministry"), span("Tuesday")
    reason = Reason(feature="date", weight=3.0, query="2024-04-02", listed=EVIL, note="that day")
    one = Candidate(entity="x-1", caption=EVIL, schema="Vessel", score=0.97, reasons=[reason])
    target = Target(type="vessel", count=2, country="ru", candidates=[one], undecided=undecided)
    return Reading(
        mentions=[
            Mention(
                id="m1", text="two ships", start=ships[0], end=ships[1], type="vessel", named=False
            )
        ],
        designations=[
            Designation(
                authority=Party("The ministry", "kr", *who),
                date=Dated("2024-04-02", "day", "Tuesday", *when),
                targets=[target],
                reasons=[Span("carried", *span("carried"))],
                spans=[(14, len(TEXT))],
            )
        ],
        claims=[
            Attribution(
                text=TEXT[slice(*claim)],
                start=claim[0],
                end=claim[1],
                source=Source(text="The ministry", kind="organization", start=who[0], end=who[1]),
                cue=Span("said", *span("said")),
                modality=Modality.REPORTED,
            )
        ],
        warnings=[EVIL],
    )


def parsed(text: str) -> Any:  # noqa: ANN401  - what an XPath gives has no one type
    return html.document_fromstring(text)


def test_the_article_stands_in_it_letter_by_letter() -> None:
    tree = parsed(page(document(), reading()))
    article = tree.xpath("//article")[0]
    for tip in article.xpath(".//*[@class='tip']"):
        tip.drop_tree()
    assert "".join(article.text_content().split()) == "".join(TEXT.split())


def test_nothing_of_the_article_or_the_lists_is_run() -> None:
    tree = parsed(page(document(url="javascript:alert(1)"), reading()))
    assert not tree.xpath("//script | //img | //@onerror | //a[starts-with(@href, 'javascript')]")
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]


def test_overlapping_marks_show_both() -> None:
    tree = parsed(page(document(), reading()))
    both = tree.xpath("//article//span[contains(@class, 'target') and contains(@class, 'claim')]")
    assert "two ships" in both[0].text
    assert "reported" in both[0].get("class")
    assert "97%" in both[0].text_content()


def test_it_says_when_it_cannot_tell() -> None:
    text = page(document(), reading("two announcements fit equally"))
    assert "Cannot tell: two announcements fit equally." in text


def test_lists_claims_and_caveat_are_told() -> None:
    text = page(document(), reading(), lists={"kr": "2024-04-02"})
    tree = parsed(text)
    assert [cell.text_content() for cell in tree.xpath("//tbody/tr/td")][:3] == [
        "The ministry",
        "said",
        "reported",
    ]
    assert "kr 2024-04-02" in text
    assert "no link is no clearance" in text


def test_an_article_of_nothing_is_a_page() -> None:
    empty = document(text="", title="", blocks=())
    assert parsed(page(empty, Reading())).xpath("//footer")
