"""How many of which kind an act meets."""

import pytest

from tests.news.articles import events


def counted(text: str) -> dict[str, int | None]:
    """Counts of the first event by kind, added up."""
    read, _ = events(text)
    sums: dict[str, int | None] = {}
    for target in read[0].targets:
        before = sums.get(target.type)
        sums[target.type] = target.count if before is None else before + (target.count or 0)
    return sums


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an Iraqi airline and a Lebanese shipping line", {"organization": 2}),
        ("a Serbian arms dealer and her brother", {"person": 2}),
        ("seven people, a bank, and two ships", {"person": 7, "organization": 1, "vessel": 2}),
        (
            "a Russian general, two colonels and a military firm",
            {"person": 3, "organization": 1},
        ),
        ("two gang leaders, a hosting firm and four of its staff members", {"person": 6}),
        ("a network of nine companies and their owner, a Turkish businessman", {"organization": 9}),
        ("the commander of a militia, his deputy and three fighters", {"person": 5}),
        ("a shipyard in Severodvinsk and its director", {"organization": 1, "person": 1}),
        ("a dozen propagandists", {"person": 12}),
        ("two people, including Ivan Petrov, and one Belgian individual", {"person": 3}),
        ("two people, including Ivan Petrov and one Belgian individual", {"person": 2}),
        (
            "three entities, four ships, including PATRIOT, BELLA and NEPTUN, and one bank",
            {"organization": 4},
        ),
        ("nine targets, including Ann Low and Ivan Petrov", {"other": 7, "person": 2}),
        ("two individuals, including Valery MEDVEDEV, and one entity", {"organization": 1}),
        ("half a dozen judges and their 14 guards", {"person": 20}),
        ("more than 370 judges and at least 12 banks", {"person": 370, "organization": 12}),
        ("over 20 Russian firms", {"organization": 20}),
        ("two banks and a pair of Iranian nationals", {"organization": 2, "person": 2}),
        ("three gas carriers and an insurer", {"vessel": 3, "organization": 1}),
        ("six tankers and the four companies that own them", {"vessel": 6, "organization": 4}),
        ("a front company and the trading firm behind it", {"organization": 2}),
        ("20 Russian companies, 15 citizens of Russia, and a tanker", {"person": 15, "vessel": 1}),
        ("11 Russian individuals and several Russian entities", {"person": 11}),
        ("one target", {"other": 1}),
        ("three firms in China, two in Turkey and one in Oman", {"organization": 6}),
        ("five individuals from the North and two of its firms", {"person": 5}),
        ("two tankers flagged in Gabon and the firm that manages them", {"organization": 1}),
        ("a refinery in China and 19 entities and vessels", {"organization": 1, "other": 19}),
        (
            "a tanker, its owner, Roe Shipping Company, and its captain, Igor Low",
            {"vessel": 1, "organization": 1, "person": 1},
        ),
        ("20 people and 12 entities, among them Alfa Regiment and Igor Roe", {"person": 20}),
    ],
)
def test_kinds_and_numbers_of_one_list(text: str, expected: dict[str, int]) -> None:
    found = counted(f"Britain sanctioned {text} on Tuesday.")
    assert {kind: found.get(kind) for kind in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Canada sanctioned nine targets. Six of them are companies and three are people.",
            {"organization": 6, "person": 3},
        ),
        (
            "London added 14 names to its list. Ten are ships, three are firms, one is a person.",
            {"vessel": 10, "organization": 3, "person": 1},
        ),
        ("Japan sanctioned five entities. Two of them are banks.", {"organization": 5}),
    ],
)
def test_a_later_sentence_breaks_a_number_down(text: str, expected: dict[str, int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("Brussels had listed three of them in 2021.", 3),
        ("Brussels had listed all five in 2021.", 5),
        ("Brussels had listed the five judges in 2021.", 5),
        ("Brussels had listed them in 2021.", 5),
        ("Brussels had listed the judges in 2021.", None),
    ],
)
def test_words_that_go_back_count_what_they_say(second: str, expected: int | None) -> None:
    read, _ = events(f"Britain sanctioned five Iranian judges on Tuesday. {second}")
    recalled = read[1]
    assert recalled.recalled
    assert [(t.type, t.count, t.country) for t in recalled.targets] == [("person", expected, "ir")]


@pytest.mark.parametrize(
    "text",
    [
        "South Korea placed two Russian ships and seven North Koreans under sanctions.",
        "South Korea hit two Russian ships and seven North Koreans with an asset freeze.",
        "Two Russian ships and seven North Koreans came under South Korean sanctions.",
        (
            "Seoul announced asset freezes and travel bans on Tuesday for two Russian ships"
            " and seven"
            " North Koreans."
        ),
        "Seoul imposed sanctions on Tuesday on two Russian ships and seven North Koreans.",
        (
            "Seoul imposed its first sanctions against arms dealing, on two Russian ships and seven"
            " North Koreans."
        ),
    ],
)
def test_ways_to_put_someone_under_sanctions(text: str) -> None:
    assert counted(text) == {"vessel": 2, "person": 7}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two of the group's officers", {"person": 2}),
        ("the names of one man and one charity", {"person": 1, "organization": 1}),
        ("three of the seven generals", {"person": 3}),
    ],
)
def test_some_of_those_who_are_told_of(text: str, expected: dict[str, int]) -> None:
    assert counted(f"Britain added {text} to its list on Tuesday.") == expected


def test_a_noun_that_a_clause_tells_the_act_of() -> None:
    read, _ = events("Canada spared a bank that London sanctioned in May 2022.")
    assert [(e.authority.country, e.targets[0].type, e.targets[0].count) for e in read] == [
        ("gb", "organization", 1)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OFAC sanctioned another nine people.", {"person": 9}),
        ("OFAC sanctioned Jan Roe and five other officers.", {"person": 6}),
        ("OFAC sanctioned 16 men, including a judge and two generals.", {"person": 16}),
        ("OFAC sanctioned the wife of a minister, two of her sons and a hotel.", {"person": 3}),
        (
            "OFAC sanctioned a bank and its chairman. In total, 12 firms and 7 people were listed.",
            {"organization": 12, "person": 7},
        ),
        (
            "OFAC sanctioned two ships, bringing to 38 the number of vessels that it has listed.",
            {"vessel": 2},
        ),
    ],
)
def test_numbers_that_belong_together(text: str, expected: dict[str, int]) -> None:
    found = counted(text)
    assert {kind: found.get(kind) for kind in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OFAC sanctioned Jan Roe and two of his brothers.", {"person": 3}),
        ("Jan Roe was added to OFAC's list, along with two brothers.", {"person": 3}),
        ("OFAC sanctioned Jan Roe and Ann Low, two bankers.", {"person": 2}),
        ("OFAC sanctioned Jan Roe, and added a Yemeni banker to its list.", {"person": 2}),
    ],
)
def test_those_named_beside_a_number_count_with_it(text: str, expected: dict[str, int]) -> None:
    found = counted(text)
    assert {kind: found.get(kind) for kind in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway sanctioned 12 ships and six individuals and entities on Tuesday.",
            {"vessel": 12, "other": 6},
        ),
        ("Norway sanctioned 14 so-called “ghost” vessels on Tuesday.", {"vessel": 14}),
        (
            "Norway expanded sanctions against Belarus over the jailings, targeting eight judges.",
            {"person": 8},
        ),
        (
            (
                "Norway sanctioned nine people, including the elderly, and three firms of Belarus,"
                " as well as four people of Syria, on Tuesday."
            ),
            {"person": 13, "organization": 3},
        ),
        (
            (
                "Norway sanctioned nine people on Tuesday. Among those sanctioned are four generals"
                " and two of their sons."
            ),
            {"person": 9},
        ),
        (
            (
                "Norway announced new sanctions on Tuesday. The new sanctions package targets two"
                " banks."
            ),
            {"organization": 2},
        ),
        (
            (
                "Norway announced new sanctions on Tuesday. The measures include sanctions against"
                " seven generals."
            ),
            {"person": 7},
        ),
        (
            (
                "Norway sanctioned five banks on Tuesday. Norwegian sanctions over the war now"
                " target 90 banks."
            ),
            {"organization": 5},
        ),
    ],
)
def test_numbers_of_a_report(text: str, expected: dict[str, int]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The new measures will impose restrictions on seven banks.",
        "The asset freeze will be applied to seven banks.",
        "In addition, Oslo will impose sanctions on seven banks.",
    ],
)
def test_what_is_decided_is_done_though_it_is_told_as_to_come(text: str) -> None:
    read, _ = events(f"Norway imposed sanctions on two judges on Tuesday. {text}")
    assert [str(event.modality) for event in read] == ["asserted"]
    assert sum(t.count or 0 for t in read[0].targets if t.type == "organization") == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 11 October London made 37 new designations under the Regulations.", {"other": 37}),
        ("The EU's package covers 61 vessels as well as 30 individuals.", {"person": 30}),
        ("Lithuania banned 98 officials from entering its territory.", {"person": 98}),
        ("The EU acted on Monday against 12 people and a firm.", {"person": 12, "organization": 1}),
        ("22 firms will be designated today by OFAC.", {"organization": 22}),
    ],
)
def test_acts_told_by_common_verbs(text: str, expected: dict[str, int]) -> None:
    found = counted(text)
    assert {kind: found.get(kind) for kind in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Canada sanctioned two men. The step was approved on Friday, it said.",
        "The UN has banned two ships from all ports. A committee approved the step on Friday.",
        "The US has listed a trader. His firm said Friday's decision came too late.",
    ],
)
def test_a_later_sentence_tells_the_day(text: str) -> None:
    read, _ = events(text)
    assert read[0].date is not None
    assert read[0].date.value == "2024-03-29"


def test_what_is_only_planned_stays_possible() -> None:
    read, _ = events(
        "Norway imposed sanctions on two judges. Norway will impose sanctions on two banks."
    )
    assert [str(event.modality) for event in read] == ["asserted", "possible"]


def test_a_number_of_members_counts_nobody() -> None:
    read, _ = events("Britain sanctioned two banks on Tuesday, before the 15-member council met.")
    assert [(target.type, target.count) for target in read[0].targets] == [("organization", 2)]


def test_what_has_been_done_once_more_is_told_again() -> None:
    read, _ = events(
        "The US sanctioned four militia leaders on Friday. It is the second time that it has met"
        " them; three others, Iraqis too, were sanctioned in December."
    )
    assert [event.recalled for event in read] == [False, True]


def test_a_sum_so_far_is_no_event() -> None:
    read, _ = events("Britain sanctioned a bank on Tuesday. It has so far sanctioned 300 people.")
    assert [target.type for event in read for target in event.targets] == ["organization"]


def test_a_second_state_behind_a_comma_has_its_own_targets() -> None:
    read, _ = events("Canada sanctioned seven judges on Tuesday, and Norway two firms.")
    found = [
        (event.authority.country, [(t.type, t.count) for t in event.targets]) for event in read
    ]
    assert found == [("ca", [("person", 7)]), ("no", [("organization", 2)])]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("two individuals, including MOUNIR EL MOTASSADEQ", "person"),
        ("four Russian vessels, including PATRIOT, BELLA and NEPTUN", "vessel"),
        ("three entities, including Wilayat al-Yemen", "organization"),
    ],
)
def test_those_told_one_by_one_are_of_the_kind_that_was_counted(text: str, kind: str) -> None:
    read, _ = events(f"Britain sanctioned {text}, on Tuesday.")
    assert {target.type for target in read[0].targets} == {kind}


def test_an_article_may_open_with_and() -> None:
    read, _ = events("And Russian banks were sanctioned by Britain on Tuesday.")
    assert [target.type for target in read[0].targets] == ["organization"]
