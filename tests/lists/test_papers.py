import pytest
from hypothesis import given
from hypothesis import strategies as st

from designata.lists import papers
from designata.lists.papers import Paper


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("Libyan passport 1990/345751.", Paper(number="1990/345751", country="ly")),
        ("British passport no.205939411", Paper(number="205939411", country="gb")),
        ("M 271351", Paper(number="M 271351")),
        ("False Indonesian", Paper()),  # a forged one is of no country
        ("Issued in Jordan", Paper()),  # where, not by whom
        ("Ration card no. 1729765", Paper(number="1729765")),
        ("US Social Security no 548-91-5411", Paper(number="548-91-5411", country="us")),
        (
            "CAR diplomatic passport no., issued on 5 Apr. 2013",
            Paper(country="cf", since="5 Apr. 2013"),
        ),
        ("Italian Fiscal Code JMM MDI 68A25 Z352D", Paper("JMM MDI 68A25 Z352D", "it")),
        (
            "Issuing Country: Belgium. Date of Expiry: 19/09/2023.",
            Paper(country="be", until="19/09/2023"),
        ),
        (
            "Qatari ID no.: 25463401784 (expires on 6.12.2019)",
            Paper("25463401784", "qa", until="6.12.2019"),
        ),
        ("Issued in Karachi in Jul.1996", Paper(since="Jul.1996")),
        ("", Paper()),
    ],
)
def test_papers_as_lists_write_them(text: str, paper: Paper) -> None:
    assert papers.read(text) == paper


@given(st.text(max_size=80))
def test_whatever_is_read_stands_in_the_text(text: str) -> None:
    paper = papers.read(text)
    for part in (paper.number, paper.since, paper.until):
        assert part is None or part in text
