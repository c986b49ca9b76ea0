import datetime as dt
import math
from pathlib import Path

import msgspec
import pytest

from designata.engine import Designata
from designata.errors import InputError
from designata.index.lookup import Index
from designata.screen import policy
from designata.screen.match import Answer, Matcher
from designata.screen.policy import Cleared
from designata.screen.query import of_columns
from designata.store import manifest


def ask(matcher: Matcher, **cells: str) -> Answer:
    return matcher.answer([of_columns(cells)])[0]


def entities(answer: Answer) -> list[str]:
    return [hit.entity for hit in answer.hits]


def under(index: Path, **settings: object) -> Matcher:
    return Matcher(Index(index), msgspec.structs.replace(policy.default(), **settings))


def test_a_name_is_found_with_its_reasons(matcher: Matcher) -> None:
    answer = ask(matcher, id="7", name="Igor Testovskiy", schema="Person")
    assert (answer.id, entities(answer)) == ("7", ["p-1"])
    [reason] = answer.hits[0].reasons
    assert (reason.feature, reason.listed) == ("name", "Igor Testovsky")
    assert answer.lists.keys() == {"ftm"}
    assert answer.policy == "default@1"


def test_the_weights_add_up_to_the_score(matcher: Matcher) -> None:
    answer = ask(matcher, name="Igor Testovsky", birth_date="1970-05-05", nationality="ru")
    [hit] = answer.hits
    total = hit.prior + sum(reason.weight for reason in hit.reasons)
    assert hit.score == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-6)
    assert {reason.feature for reason in hit.reasons} >= {"name", "birthDate", "country"}


@pytest.mark.parametrize(
    ("cells", "entity"),
    [
        ({"imo": "9161003"}, "v-1"),
        ({"imo": "9161003", "name": "Another Name"}, "v-1"),
        ({"passport": "71 2345678"}, "p-1"),
        ({"lei": "5493001KJTIIGC8Y1R12"}, "c-1"),
        ({"wallet": "0x8576acc5c05d6ce88f4e49bf65bdf0c62f91353c"}, "w-1"),
    ],
)
def test_a_number_alone_is_a_question(matcher: Matcher, cells: dict[str, str], entity: str) -> None:
    assert entities(ask(matcher, **cells)) == [entity]


def test_a_ship_of_the_name_with_another_number_is_another(matcher: Matcher) -> None:
    assert entities(ask(matcher, name="Paper Boat", schema="Vessel")) == ["v-1"]
    assert not ask(matcher, name="Paper Boat", schema="Vessel", imo="9179842").hits or (
        "v-1" not in entities(ask(matcher, name="Paper Boat", imo="9179842"))
    )
    assert not ask(matcher, name="Star 8", schema="Vessel").hits


def test_a_ship_is_no_person(matcher: Matcher) -> None:
    assert not ask(matcher, name="Paper Boat", schema="Person").hits
    assert entities(ask(matcher, name="Paper Boat")) == ["v-1"]


def test_a_weak_alias_makes_no_hit_alone(matcher: Matcher, index: Path) -> None:
    assert not ask(matcher, name="Brodyaga", schema="Person").hits
    assert not ask(matcher, name="Brodyaga", schema="Person", nationality="ru").hits
    beside = ask(matcher, name="Brodyaga", schema="Person", birth_date="1970-05-05")
    assert entities(beside) == ["p-1"]
    assert "weak alias" in next(r.note for r in beside.hits[0].reasons if r.feature == "name")
    allowed = under(index, weak_aliases=True)
    assert entities(ask(allowed, name="Brodyaga", schema="Person")) == ["p-1"]


def test_who_is_listed_by_a_weak_alias_only_is_found_by_it(matcher: Matcher) -> None:
    assert entities(ask(matcher, name="Zmeyelov", schema="Person")) == ["p-3"]


def test_a_policy_says_which_topics_count(index: Path) -> None:
    peps = under(index, topics=("role.pep",))
    assert entities(ask(peps, name="Kang Sol Mi", schema="Person")) == ["p-2"]
    assert not ask(peps, name="Igor Testovsky", schema="Person").hits


def test_a_policy_says_from_which_score_on_and_how_many(index: Path) -> None:
    sure = under(index, threshold=0.999)
    assert not ask(sure, name="Igor Testovskiy", schema="Person").hits
    assert entities(ask(sure, imo="9161003")) == ["v-1"]
    persons = under(index, thresholds={"LegalEntity": 0.9999})
    assert not ask(persons, name="Igor Testovskiy", schema="Person").hits
    assert ask(persons, name="Paper Boat").hits
    every = under(index, threshold=0.0, limit=1)
    assert len(ask(every, name="Igor Testovskiy", imo="9161003", schema="Thing").hits) == 1


def test_lists_that_the_store_lacks_are_not_passed_over(index: Path) -> None:
    with pytest.raises(InputError, match="does not hold: ofac"):
        under(index, publishers=("ofac", "ftm"))


def test_a_cleared_pair_is_told_and_no_hit(index: Path, matcher: Matcher) -> None:
    state = ask(matcher, name="Igor Testovsky", schema="Person").hits[0].state

    def cleared(pair: Cleared, **more: str) -> tuple[list[str], tuple[str, ...]]:
        answer = ask(under(index, cleared=(pair,)), name="IGOR Testovsky", schema="Person", **more)
        return entities(answer), answer.cleared

    assert cleared(Cleared("igor testovsky", "p-1")) == ([], ("p-1",))
    assert cleared(Cleared("igor testovsky", "p-2")) == (["p-1"], ())
    past = dt.date(2020, 1, 1)
    assert cleared(Cleared("igor testovsky", "p-1", until=past)) == (["p-1"], ())
    own = ask(matcher, name="IGOR Testovsky", schema="Person").hits[0].state
    assert state != own
    assert cleared(Cleared("igor testovsky", "p-1", state=own)) == ([], ("p-1",))
    changed = cleared(Cleared("igor testovsky", "p-1", state=own), gender="male")
    assert changed == (["p-1"], ())


def test_many_questions_are_answered_in_their_order(matcher: Matcher) -> None:
    names = ["Igor Testovsky", "Nobody Atall", "Kang Sol Mi"] * 5
    answers = matcher.answer([of_columns({"name": name, "id": name}) for name in names])
    assert [answer.id for answer in answers] == names
    assert [bool(answer.hits) for answer in answers] == [True, False, True] * 5


@pytest.mark.parametrize(
    "name",
    [
        *("x", "김", "A" * 10_000, "Ivan " * 2_000, "1", "Ⅷ", "習近平 Xi Си", "İ", "ﷺ", "\ud7a3"),
        *("LLC", "M/V", "of the", "Mr", "عبد", "a b c d e f g h", "%s", "<b>", "\u202eabc"),
    ],
)
def test_odd_names_have_answers(matcher: Matcher, name: str) -> None:
    assert ask(matcher, name=name).error is None


def test_empty_lists_have_no_hits(tmp_path: Path) -> None:
    manifest.save(tmp_path, manifest.Manifest())
    matcher = Designata(tmp_path).matcher()
    answer = ask(matcher, name="Igor Testovsky", imo="9161003")
    assert (answer.hits, answer.lists) == ([], {})
