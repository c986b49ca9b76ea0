"""What comes from outside stays text in every format, and addresses stay addresses."""

import datetime as dt
import json
import re
from typing import Any

import lxml.html
import pytest

from designata.brief import report
from designata.brief.report.page import policy
from designata.brief.report.player import Player
from designata.brief.told import Bar, Brief, Cited, Plot, Row, Section, Sentence
from designata.errors import InputError

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> \"'>&amp; [a](javascript:alert(3)) "
    '`code` **bold** #panic() #include "/etc/passwd" $x$ @ref \\ {{ 7*7 }} ]]> 레이디 알 Панфілов'
)


def brief(lang: str = "en") -> Brief:
    cited = Cited(
        claim="00" * 16,
        record=HOSTILE,
        property="name",
        value=HOSTILE,
        quote=HOSTILE,
        list=HOSTILE,
        publisher="ofac",
        date="2024-04-02",
        file=HOSTILE,
        sha256="ab" * 32,
        locator=HOSTILE,
        url="javascript:alert(4)",
        speaker=HOSTILE,
    )
    row = Row(
        entity=HOSTILE, caption=HOSTILE, kind="ship", what="x", detail=HOSTILE, publisher="ofac"
    )
    return Brief(
        title=HOSTILE,
        lang=lang,
        day=dt.date(2024, 4, 2),
        since=None,
        about=HOSTILE,
        sections=[
            Section(heading="", sentences=[Sentence(id="s1", text=HOSTILE, claims=[cited])]),
            Section(heading=HOSTILE, sentences=[Sentence(id="s2", text="b", claims=[cited])]),
        ],
        plots=[Plot(title=HOSTILE, bars=[Bar(HOSTILE, 2), Bar("b", 1)])],
        rows=[row],
        lists={"ofac": "2024-04-02"},
        policy="brief@1",
        caveat="no clearance",
        warnings=[HOSTILE],
    )


def found(page: str, path: str) -> list[Any]:
    """What an XPath finds in a page."""
    nodes = lxml.html.document_fromstring(page).xpath(path)
    assert isinstance(nodes, list)
    return nodes


def test_a_page_runs_nothing_of_theirs() -> None:
    page = report.render(brief(), "a.html").decode()
    assert not found(page, "//script|//img|//iframe|//b|//object")
    assert not found(page, "//@*[starts-with(name(), 'on')]")
    assert all(not str(url).startswith("javascript") for url in found(page, "//@href|//@src"))
    assert found(page, "//h1")[0].text_content() == HOSTILE
    assert found(page, "//*[@id='s1']")[0].text_content() == HOSTILE
    assert "script-src" not in policy(None)
    assert "default-src 'none'" in page


def test_a_page_needs_no_network() -> None:
    page = report.render(brief(), "a.html").decode()
    assert not found(page, "//link|//@src")
    assert "@import" not in page
    assert "url(" not in page


def test_a_player_reads_along_and_says_what_made_it() -> None:
    player = Player(
        src="today.mp3",
        type="audio/mpeg",
        disclosure="A machine speaks <this>.",
        times={"s1": (1.5, 3.25)},
        captions="today.vtt",
    )
    page = report.render(brief(), "a.html", player=player).decode()
    sentence = found(page, "//*[@id='s1']")[0]
    assert (sentence.get("data-start"), sentence.get("data-end")) == ("1.500", "3.250")
    assert found(page, "//*[@id='s2']/@data-start") == []
    assert found(page, "//audio/source/@src") == ["today.mp3"]
    assert "A machine speaks <this>." in found(page, "//*[@class='disclosure']")[0].text_content()
    assert len(found(page, "//script")) == 1
    assert "script-src 'sha256-" in policy(player)
    assert "unsafe-inline" not in policy(player).partition("script-src")[2]


def test_markdown_holds_no_markup_of_theirs() -> None:
    told = report.render(brief(), "a.md").decode()
    assert not re.search(r"(?<!\\)<(?!https?:)", told)
    assert not re.search(r"(?<!\\)\[(?!\^\d+\])", told)
    assert not re.search(r"(?<!\\)[`$]", told)
    assert not re.search(r"(?i)(?<!\\)javascript:", told)
    heads = [line for line in told.splitlines() if line.startswith("#")]
    assert len(heads) == 3


@pytest.mark.parametrize("lang", ["en", "ko", "uk"])
def test_a_pdf_is_made_of_text_alone(lang: str) -> None:
    assert report.render(brief(lang), "a.pdf").startswith(b"%PDF-")


def test_json_has_sentences_with_their_claims() -> None:
    told = json.loads(report.render(brief(), "a.json"))
    sentence = told["sections"][0]["sentences"][0]
    assert sentence["text"] == HOSTILE
    assert sentence["claims"][0]["locator"] == HOSTILE


def test_another_format_is_refused_with_the_cure() -> None:
    with pytest.raises(InputError, match=r"\.html, \.pdf, \.md, \.json"):
        report.render(brief(), "a.docx")
