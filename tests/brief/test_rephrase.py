"""What a language model may do with a brief's sentences: little, and nothing unchecked."""

import json

import pytest

from designata.brief.rephrase import faithful, rephrased
from designata.brief.told import Brief
from designata.errors import FetchError
from tests.brief.test_report import brief

OURS = "South Korea may have imposed sanctions on two Russian ships on 27 June 2024, going by TASS."


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("may have imposed", "imposed"),
        ("two", "three"),
        ("27 June", "28 June"),
        (", going by TASS", ""),
        ("two Russian", "two armed Russian"),
        ("South Korea", "Japan"),
        ("may have", "may not have"),
        ("TASS.", "TASS. “It did”, TASS said."),
        ("imposed sanctions on", "lifted sanctions on"),
    ],
)
def test_what_changes_the_facts_is_refused(ours: str, theirs: str) -> None:
    assert ours in OURS
    assert not faithful(OURS, OURS.replace(ours, theirs), "en")


def test_who_did_it_to_whom_cannot_be_turned_round() -> None:
    assert not faithful("Japan listed TASS.", "TASS listed Japan.", "en")
    assert not faithful("Japan listed TASS.", "Japan was listed by TASS.", "en")


def test_what_only_joins_is_taken() -> None:
    theirs = OURS.replace("may have", "also may have").replace(" on 27", ", on 27")
    assert faithful(OURS, theirs, "en")


def test_a_korean_hedge_stays() -> None:
    ours = "한국이 선박 2척을 지정했을 가능성이 있다."
    assert not faithful(ours, "한국이 선박 2척을 지정했다.", "ko")
    assert faithful(ours, "또한 한국이 선박 2척을 지정했을 가능성이 있다.", "ko")


def _told() -> Brief:
    from tests.brief.test_write import brief as of

    return of("9161003")


def test_each_sentence_is_checked_by_itself() -> None:
    ours = _told()
    first, second = ours.sentences[:2]

    def ask(instructions: str, material: str) -> str:
        assert "JSON" in instructions
        sent = json.loads(material)["sentences"]
        assert sent[0] == {"id": "s1", "text": first.text}
        answer = [
            {"id": "s1", "text": first.text.replace("LADY R", "LADY X")},
            {"id": "s2", "text": "And " + second.text[0].lower() + second.text[1:]},
            {"id": "s999", "text": "Something else."},
        ]
        return json.dumps({"sentences": answer})

    found = rephrased(ours, ask)
    assert found.sentences[0] == first
    assert found.sentences[1].text.startswith("And between")
    assert found.sentences[1].claims == second.claims
    assert "1 sentences; 1 of its" in found.warnings[-1]


def test_an_answer_that_is_none_is_told() -> None:
    with pytest.raises(FetchError, match="not what was asked"):
        rephrased(brief(), lambda _instructions, _material: "I cannot help with that.")
