"""Whom official statements meet, by the forms that ministries have for their lists and findings."""

import pytest

from tests.news.articles import events, mentioned


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("OFAC is imposing sanctions on Minister of the Armed Forces of Cuba Jan Roe.",),
            ["Jan Roe"],
        ),
        (
            ("London sanctioned Chief of the General Staff of the Armed Forces of Iran Jan Roe.",),
            ["Jan Roe"],
        ),
        (
            ("OFAC sanctioned the Interior Brigade or “Black Caps” (Dark Berets), and Jan Roe.",),
            ["Interior Brigade", "Jan Roe"],
        ),
        (
            (
                "OFAC today designated Jan Roe.",
                "Roe’s wife, Ann Low, will now also be designated along with Eva Poe.",
                "OFAC listed Max Moe, a director of Alfa Oil Ltd and his spouse Gleb Poe.",
            ),
            ["Jan Roe", "Ann Low", "Eva Poe", "Max Moe", "Gleb Poe"],
        ),
        (
            ("OFAC today designated Jan Roe.", "Ann Low will also be designated next month."),
            ["Jan Roe"],
        ),
        (
            ("The following are sanctioned by OFAC for trade in oil: Alfa Sea, Beta Sea.",),
            ["Alfa Sea", "Beta Sea"],
        ),
        (
            ("OFAC is sanctioning the following firm, which had known of it: Alfa (Dalian) Ltd.",),
            ["Alfa (Dalian) Ltd"],
        ),
        (
            (
                "OFAC sanctioned several firms.",
                "The sanctioned entities and their country are: (i) Alfa Oil (UAE); (ii) Beta Oil.",
                "Two others have also been sanctioned: (i) Jan Roe, a trader; and (ii) Ann Low.",
            ),
            ["Alfa Oil", "Beta Oil", "Jan Roe", "Ann Low"],
        ),
        (
            (
                "Under Executive Order 13818, I determined that Judge Jan Roe was complicit in it.",
                "Office of the Spokesperson",
            ),
            ["Jan Roe"],
        ),
        (
            ("The State Department amended the designation of Alfa Front to include Beta Media.",),
            ["Beta Media"],
        ),
        (
            ("OFAC sanctioned facilitators (Kabir Co. for Logistics, Rabya for Trade FZC).",),
            ["Kabir Co. for Logistics", "Rabya for Trade FZC"],
        ),
        (
            ("Officials now subject to British sanctions include Jan Roe, and German Khan.",),
            ["Jan Roe", "German Khan"],
        ),
        (
            (
                "Washington announced it.",
                "Today, OFAC sanctions Jan Roe (Roe), the head of a bank.",
            ),
            ["Jan Roe"],
        ),
        (
            ("OFAC designated Jan Roe (“Roe”) and Ann Low (“Low”), two bankers, on Tuesday.",),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("Under Section 7031(c), Igor Roe and his wife, Ann Low, are ineligible for entry.",),
            ["Igor Roe", "Ann Low"],
        ),
        (
            (
                "Office of the Spokesperson",
                "The following officials are ineligible for visas and admission to the US:",
                "Igor Roe, former Minister of Energy, for taking bribes;",
                "Judge Ann Low, for delaying hearings; and",
                "Kim Moe, deputy of Congress.",
            ),
            ["Igor Roe", "Ann Low", "Kim Moe"],
        ),
        (
            ("This designation renders Igor Roe ineligible for entry under Section 7031(c).",),
            ["Igor Roe"],
        ),
        (
            ("The State Department has named Igor Roe a Specially Designated Global Terrorist.",),
            ["Igor Roe"],
        ),
        (
            ("Igor Roe is a man whom the US has named a Specially Designated Global Terrorist.",),
            ["Igor Roe"],
        ),
        (("Canada declared the Alfa Front a terrorist organization on Monday.",), ["Alfa Front"]),
        (
            ("The Treasury added to its list the Alfa Brigade and General Igor Roe.",),
            ["Alfa Brigade", "Igor Roe"],
        ),
        (
            ("OFAC listed the Alfa Brigade of the Ministry of the Interior and General Igor Roe.",),
            ["Alfa Brigade", "Igor Roe"],
        ),
        (
            (
                (
                    "Penalties were imposed on the following persons under the Global Magnitsky"
                    " Human Rights Accountability Act: Alfa Electronics (PRC); Beta Tools."
                ),
            ),
            ["Alfa Electronics", "Beta Tools"],
        ),
        (
            (
                (
                    "The report lists the vessel LADY MOE and its owner, Roe Shipping Company,"
                    " pursuant to the Protecting Europe's Energy Security Act."
                ),
                "Office of the Spokesperson",
            ),
            ["LADY MOE", "Roe Shipping Company"],
        ),
        (
            (
                (
                    "The US updated its report to Congress under the Hong Kong Autonomy Act, adding"
                    " Deputy Director Igor Roe and Ann Low."
                ),
            ),
            ["Igor Roe", "Ann Low"],
        ),
        (
            ("The measures that Canada announced include sanctions on Roe Bank.",),
            ["Roe Bank"],
        ),
        (
            ("OFAC sanctioned Roe Oil Company and a second supplier of jet fuel, Low Petroleum.",),
            ["Roe Oil Company", "Low Petroleum"],
        ),
        (
            ("OFAC identified Roe News and Low TV and sanctioned both, along with Igor Moe.",),
            ["Roe News", "Low TV", "Igor Moe"],
        ),
        (
            ("OFAC listed Roe Bank for having paid, and Igor Low, its head, for leading it.",),
            ["Roe Bank", "Igor Low"],
        ),
        (
            ("OFAC designated Igor Roe pursuant to E.O. 13224 and Low Bank for supporting him.",),
            ["Igor Roe", "Low Bank"],
        ),
        (
            ("OFAC designated two bankers on Monday. So was Igor Roe, a broker.",),
            ["Igor Roe"],
        ),
        (
            ("Treasury sanctioned two firms.", "Treasury's action also covers Roe Bank, in Minsk."),
            ["Roe Bank"],
        ),
        (
            ("Treasury added Igor Roe to its list today along with Roe Security LLC.",),
            ["Igor Roe", "Roe Security LLC"],
        ),
        (
            ("OFAC listed three men who work for the banker Igor Roe, as well as Roe himself.",),
            ["Igor Roe"],
        ),
        (
            (
                "OFAC sanctioned six firms. Two of them, Roe Bank and Low Bank, are in Minsk.",
                "Identified as blocked property were the yacht MOE and the tanker STAR.",
            ),
            ["Roe Bank", "Low Bank", "MOE", "STAR"],
        ),
        (
            ("OFAC listed Igor Roe, a leader of AFO, and the AFO commanders Low and Moe.",),
            ["Igor Roe", "Low", "Moe"],
        ),
        (
            ("OFAC listed a firm, Roetech; the MV Bright Gulf; and ISIS in the Greater Sahara.",),
            ["Roetech", "MV Bright Gulf", "ISIS in the Greater Sahara"],
        ),
        (
            (
                "OFAC imposed sanctions on the following elites:",
                "Igor Roe (his wife Ann, and his son Kim)",
                "Lina Low (her yacht Katina)",
            ),
            ["Igor Roe", "Ann", "Kim", "Lina Low", "Katina"],
        ),
        (
            ("Ann Doe, Secretary of State", "Igor Roe and Kim Moe are the targets of our actions."),
            ["Igor Roe", "Kim Moe"],
        ),
        (
            ("Igor Roe leads Alfa. Today he has been named an SDGT by the State Department.",),
            ["Igor Roe"],
        ),
        (
            ("OFAC is sanctioning Roe Prison; its warden; and, for building it, the Low Bureau.",),
            ["Roe Prison", "Low Bureau"],
        ),
        (
            ("The designation by the Treasury today of the financier Igor Roe shows resolve.",),
            ["Igor Roe"],
        ),
        (
            ("Rewards are offered for Igor Roe and Kim Low. OFAC sanctioned both men on Monday.",),
            ["Igor Roe", "Kim Low"],
        ),
        (
            ("OFAC sanctioned Igor Roe and firms of his, among which is Alfa FZE.",),
            ["Igor Roe", "Alfa FZE"],
        ),
        (
            ("The US acted against Igor Roe and against an outlet under his control, Roe TV.",),
            ["Igor Roe", "Roe TV"],
        ),
        (
            ("OFAC designated a firm and six men. The company, Igor Roe, led the operation.",),
            ["Igor Roe"],
        ),
        (
            ("Sanctions were announced by OFAC that target the M23's financier, Daniel Roe.",),
            ["Daniel Roe"],
        ),
        (
            ("OFAC sanctioned Igor Roe, Houthi Assistant Minister of Defence for Logistics.",),
            ["Igor Roe"],
        ),
        (
            ("Among the 17 people sanctioned by the Treasury are Jan Roe and Ann Low.",),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("OFAC designated a state agency formally known as Alfa News and its head, Jan Roe.",),
            ["Alfa News", "Jan Roe"],
        ),
        (
            ("OFAC designated one of Russia's largest banks, Alfa Bank, for its role.",),
            ["Alfa Bank"],
        ),
        (
            ("Several carriers were sanctioned by OFAC on Monday, including Alfa airlines.",),
            ["Alfa airlines"],
        ),
        (
            ("OFAC sanctioned two men, Jan Roe and Ann Low, to raise pressure on Kim Moe.",),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("OFAC designated two firms. Among the newly listed foreign oil traders is Alfa Oil.",),
            ["Alfa Oil"],
        ),
        (("As a result, Jan Roe is being designated by OFAC.",), ["Jan Roe"]),
        (("OFAC re-designated Alfa Bank on Monday.",), ["Alfa Bank"]),
        (
            ("OFAC designated Jan Roe, a former Prime Minister of Albania, for corruption.",),
            ["Jan Roe"],
        ),
        (
            (
                "OFAC is designating three leaders of the police.",
                "Iran's minister of the interior, Jan Roe, oversees the police.",
            ),
            ["Jan Roe"],
        ),
        (
            (
                "OFAC sanctioned two firms. It is taking the following actions under E.O. 14024:",
                "- JSC “Alfa Systems” makes radars for Techline.",
                "- Beta Trading OU is a supplier.",
            ),
            ["JSC “Alfa Systems", "Beta Trading OU"],
        ),
        (
            (
                "OFAC sanctioned the following people:",
                "Jan Roe",
                "Member of the Alfa Senate",
                "Col. Ann Low, a commander",
            ),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("OFAC is designating as Foreign Terrorist Organizations Alfa Front and Beta Army.",),
            ["Alfa Front", "Beta Army"],
        ),
        (
            (
                "The State Department designated Jan Roe on Monday.",
                "The designation also renders ineligible his wife, Ann Low.",
            ),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("OFAC designated Jan Roe today. It also targeted the Alfa Group, a ring of his.",),
            ["Jan Roe", "Alfa Group"],
        ),
        (
            ("Jan Roe was added to the SDN List under E.O. 13224, as were Alfa Oil and Ann Low.",),
            ["Jan Roe", "Alfa Oil", "Ann Low"],
        ),
        (
            ("OFAC sanctioned two men today. Also designated today are Alfa LLC and Beta LLC.",),
            ["Alfa LLC", "Beta LLC"],
        ),
        (
            ("OFAC listed two men. Also placed on the blacklist was Jan Roe, an aide.",),
            ["Jan Roe"],
        ),
        (("The Treasury named Jan Roe and Ann Low to a blacklist.",), ["Jan Roe", "Ann Low"]),
        (
            ("OFAC sanctioned Jan Roe, who helped the ring hide its money, and Ann Low.",),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("OFAC designated the head of the Alfa Bureau (ALB), Jan Roe, on Monday.",),
            ["Jan Roe"],
        ),
        (
            ("Canada is imposing sanctions under the Special Measures Act against Jan Roe.",),
            ["Jan Roe"],
        ),
        (
            ("OFAC sanctioned ten men. RTX designees include Jan Roe, the editor-in-chief.",),
            ["Jan Roe"],
        ),
        (
            ("The Secretary of State chose sanctions to be imposed on 2 men (Jan Roe, Ann Low).",),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("OFAC sanctioned a firm. Those designated today under E.O. 13848 include Alfa Lab.",),
            ["Alfa Lab"],
        ),
        (
            ("Canada has added Jan Roe and Ann Low to the Schedule of the Regulations.",),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("OFAC designated Alfa LLC. It is also identifying two vessels: Delta and Epsilon.",),
            ["Alfa LLC", "Delta", "Epsilon"],
        ),
        (
            ("Under the Global Magnitsky program, Jan Roe and Ann Low are designated for graft.",),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("The UK sanctioned the Court of Beta City and Ann Low, who heads Branch 215.",),
            ["Ann Low", "Court of Beta City"],
        ),
        (
            ("OFAC sanctioned Jan “El Zorro” Roe on Monday.",),
            ["Jan “El Zorro” Roe"],
        ),
        (
            ("OFAC sanctioned two. Today’s designations, under E.O. 13382, are: Alfa; Beta.",),
            ["Alfa", "Beta"],
        ),
        (
            ("OFAC sanctioned Jan Roe and the two firms that he owns – Alfa SA and Beta AG.",),
            ["Jan Roe", "Alfa SA", "Beta AG"],
        ),
        (("OFAC targeted people like Jan Roe, a former governor.",), ["Jan Roe"]),
        (
            (
                "OFAC sanctioned two officials.",
                "The list of names includes Jan Roe, a mayor, for arrests.",
            ),
            ["Jan Roe"],
        ),
        (
            (
                "OFAC sanctioned two officials on Human Rights Day.",
                "US Secretary of State, Ann Low, announced the sanctions in a statement.",
            ),
            [],
        ),
    ],
)
def test_whom_a_statement_names(lines: tuple[str, ...], expected: list[str]) -> None:
    read, names = events(*lines)
    found = [names[at] for event in read for t in event.targets for at in t.mentions]
    assert sorted(found) == sorted(expected)


def test_a_power_to_designate_is_no_designation() -> None:
    read, _ = events("The order authorizes the Secretary of State to designate Alfa Bank.")
    assert not read


def test_who_controls_a_target_has_not_designated_it() -> None:
    read, _ = events(
        "The United States sanctioned Alfa Bank.",
        "The bank was designated for being owned or controlled by the Government of Belarus.",
    )
    assert {event.authority.country for event in read} == {"us"}


def test_the_year_of_an_act_dates_no_event() -> None:
    read, _ = events("Under the Roe Sanctions Act of 2017, OFAC designated Alfa Bank.")
    assert [event.date and event.date.value for event in read] == ["2024-04-02"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The groups are KTX-Somalia, KTX-Egypt and the Alfa Front.", "KTX-Egypt"),
        ("The groups are KTX-East Africa and the Alfa Front.", "KTX-East Africa"),
        ("EuroSibAlum is a firm.", "EuroSibAlum"),
        ("The Council also listed A7, a company of Moscow.", "A7"),
        (
            "They named Alfa Shipping (Dalian) Co., Ltd on Monday.",
            "Alfa Shipping (Dalian) Co., Ltd",
        ),
        ("They named TV Delta (“TV Delta”) on Monday.", "TV Delta"),
        ("They named JSC “Alfa Systems” on Monday.", "JSC “Alfa Systems"),
        (
            "They named the Islamic Republic of Iran Sea Lines.",
            "Islamic Republic of Iran Sea Lines",
        ),
        ("They named the Alfa Radio and Television Union.", "Alfa Radio and Television Union"),
        ("They named Tong Peiji and He Jiaxuan on Monday.", "He Jiaxuan"),
        ("They named Alfa Oil and Delta Hotel.", "Delta Hotel"),
    ],
)
def test_how_far_a_name_goes(line: str, name: str) -> None:
    assert name in mentioned(line)


def test_an_office_and_a_legal_form_are_no_names() -> None:
    found = mentioned(
        "They named Alfa Plant; LLC, and Ann Low, Deputy Director General of the Post Institute."
    )
    assert [m.text for m in found.values()] == ["Alfa Plant", "Ann Low", "Post Institute"]


def test_offices_alone_and_parts_of_countries_are_no_names() -> None:
    found = mentioned(
        "They named Ann Low, Managing Director, and the Attorney General of Bosnia and Herzegovina."
    )
    assert [m.text for m in found.values() if m.named] == ["Ann Low", "Bosnia and Herzegovina"]


def test_a_surname_that_opens_a_sentence_goes_back_to_the_name() -> None:
    found = mentioned("They named Jan Dobrin on Monday. Dobrin was listed too.")
    assert found["Dobrin"].refers_to == found["Jan Dobrin"].id


def test_an_aircraft_is_told_by_its_registration() -> None:
    assert mentioned("They named the EW-301PJ on Monday.")["EW-301PJ"].type == "aircraft"


@pytest.mark.parametrize(
    "line",
    [
        "The Security Council banned two ships from all ports on Tuesday: the Alfa 8 and Beta Sun.",
        "OFAC listed two ships of the Delta Ministry – the Alfa 8 and Beta Sun – on Tuesday.",
        "OFAC identified two ships (Alfa 8 and Beta Sun) as blocked property on Tuesday.",
    ],
)
def test_as_many_names_as_were_counted_are_of_that_kind(line: str) -> None:
    read, by_id = events(line)
    (target,) = read[0].targets
    assert (target.type, target.count) == ("vessel", 2)
    assert [by_id[name] for name in target.mentions] == ["Alfa 8", "Beta Sun"]


def test_a_name_in_capitals_behind_a_ship_in_capitals_is_one() -> None:
    read, _ = events("OFAC listed the tankers AMBER DAWN, flagged in Panama, and LUCKY STAR.")
    assert {target.type for target in read[0].targets} == {"vessel"}


def test_names_behind_the_verb_do_not_tell_who_acts() -> None:
    # The small model takes a row of firms for an apposition of the sentence's subject.
    read, _ = events(
        "The Department has determined to impose sanctions on five Chinese entities: Alfa Trading "
        "Co., Ltd., Beta Trading Co., Ltd. and Delta Oil.",
        url="https://www.state.gov/alfa-trading",
    )
    assert [event.authority.country for event in read] == ["us"]


@pytest.mark.parametrize(
    "whose", ["Delta aviation companies (Alfa Air Ltd and Beta Air Ltd)", "Delta political allies"]
)
def test_a_name_that_only_tells_whose_is_no_target(whose: str) -> None:
    read, by_id = events(f"OFAC designated {whose} on Tuesday.")
    assert "Delta" not in {by_id[name] for t in read[0].targets for name in t.mentions}


@pytest.mark.parametrize(
    "line",
    [
        "Officials involved in corruption and their families are ineligible for entry to Canada.",
        "The human rights report of the US lists Igor Roe and Ann Low among the victims.",
        "He is a target of US sanctions, and the firm has been one since 2019.",
        "A minister of Canada called Igor Roe a terrorist.",
        "The Department of Commerce has added Roe Technologies to its Entity List.",
        "Foreign banks that deal with Igor Roe are subject to US sanctions.",
    ],
)
def test_what_lists_nobody(line: str) -> None:
    read, _ = events(line)
    assert not any(event.targets for event in read)


def test_a_byline_tells_who_we_are() -> None:
    read, names = events(
        "Ann Doe, Secretary of State",
        "We are sanctioning Igor Roe, whom the European Union listed last month.",
        "The United Kingdom is sanctioning Ben Poe, and Canada, 39 people.",
    )
    assert [
        (event.authority.country, event.recalled, [names[i] for i in target.mentions], target.count)
        for event in read
        for target in event.targets
    ] == [
        ("us", False, ["Igor Roe"], 1),
        ("eu", True, ["Igor Roe"], 1),
        ("gb", False, ["Ben Poe"], 1),
        ("ca", False, [], 39),
    ]
