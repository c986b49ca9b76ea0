"""Laws as articles write them: numbered ones, titled ones, and words that only look like one."""

import pytest

from designata.news.legal import laws


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It acted under Executive Orders 13382 and 13687.", "Executive Orders 13382 and 13687"),
        (
            "pursuant to sections 1(a)(i) and 1(a)(ii) of E.O. 14024",
            "sections 1(a)(i) and 1(a)(ii) of E.O. 14024",
        ),
        (
            "blocked by paragraphs 3, 6 and 11 of resolution 2653 (2022).",
            "paragraphs 3, 6 and 11 of resolution 2653 (2022)",
        ),
        (
            "under UN Security Council Resolutions 1718 (2006) and 2270 (2016)",
            "UN Security Council Resolutions 1718 (2006) and 2270 (2016)",
        ),
        (
            "set out in Council Regulation (EU) No 269/2014 today",
            "Council Regulation (EU) No 269/2014",
        ),
        ("amending Decision 2013/255/CFSP", "Decision 2013/255/CFSP"),
        (
            "In Ottawa, the Special Economic Measures (Russia) Regulations were amended.",
            "Special Economic Measures (Russia) Regulations",
        ),
        (
            "under the Russia (Sanctions) (EU Exit) Regulations 2019, he said",
            "Russia (Sanctions) (EU Exit) Regulations 2019",
        ),
        (
            "Section 3 of the Iran, North Korea, and Syria Nonproliferation Act",
            "Section 3 of the Iran, North Korea, and Syria Nonproliferation Act",
        ),
        ("by the Law of Ukraine “On Sanctions”", "Law of Ukraine “On Sanctions”"),
        ("the Law on Sanctions", "Law on Sanctions"),
        ("In May, the Trade Act 1999 changed.", "Trade Act 1999"),
        ("the Ordinance of 4 March 2022", "Ordinance of 4 March 2022"),
        ("ineligible under Section 7031(c).", "Section 7031(c)"),
    ],
)
def test_a_law_is_told_whole(text: str, expected: str) -> None:
    assert [law.text for law in laws(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "the Rule of Law matters",
        "Law enforcement said so.",
        "The Act was long.",
        "Regulation is dull",
    ],
)
def test_words_that_only_look_like_a_law_are_none(text: str) -> None:
    assert laws(text) == []


def test_long_rows_of_capitals_cost_little() -> None:
    assert len(laws("A, and " * 20_000 + " Act" * 500)) <= 500
