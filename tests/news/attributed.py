"""Sentences written for these tests, and who claims what in them.

Each case: the text, then for every claim its source as written ("" where the sentence leaves it
open, None where the article itself says it), its content and how firmly it is said.
"""

A, R, P, D = "asserted", "reported", "possible", "denied"

Expected = tuple[str | None, str, str]

AGENCY: list[tuple[str, list[Expected]]] = [
    (
        "Norway's trade ministry said on Monday that it had frozen the accounts of three firms.",
        [("Norway's trade ministry", "it had frozen the accounts of three firms", A)],
    ),
    (
        "The coastguard said the tanker left Nakhodka with its transponder off.",
        [("The coastguard", "the tanker left Nakhodka with its transponder off", A)],
    ),
    (
        "Two of the firms shared one address in Dalian, the treasury department reported.",
        [("the treasury department", "Two of the firms shared one address in Dalian", A)],
    ),
    (
        "The cargo was coal, said Ole Brandt, a harbour official in Kiel.",
        [("Ole Brandt", "The cargo was coal", A)],
    ),
    (
        "According to the panel, the refinery bought crude from four brokers.",
        [("the panel", "the refinery bought crude from four brokers", A)],
    ),
    (
        "The refinery bought crude from four brokers, according to a report by the panel.",
        [("a report by the panel", "The refinery bought crude from four brokers", A)],
    ),
    (
        "The trader is accused of having shipped engines to Bandar Abbas.",
        [("", "The trader is accused of having shipped engines to Bandar Abbas", R)],
    ),
    (
        "The brothers are alleged to have run four front companies.",
        [("", "The brothers are alleged to have run four front companies", R)],
    ),
    (
        "The banker is believed to live in Macau.",
        [("", "The banker is believed to live in Macau", P)],
    ),
    (
        "Minsk has denied any role in the shipments.",
        [("Minsk", "any role in the shipments", D)],
    ),
    (
        "Iran's mission to the United Nations rejected the accusation.",
        [("Iran's mission to the United Nations", "the accusation", D)],
    ),
    (
        "The owner, Olga Reine, denied through her lawyer having met any buyer.",
        [("The owner", "having met any buyer", D)],
    ),
    ("The embassy declined to comment.", []),
    ("The company did not respond to a request for comment.", []),
    (
        "The minister said Canada had not lifted any measures.",
        [("The minister", "Canada had not lifted any measures", A)],
    ),
    (
        "A source told the Nordlys news agency that the ship would be seized.",
        [("A source", "the ship would be seized", A)],
    ),
    (
        (
            "The Baltic Courier reported on Sunday, citing port records, that the ferry had "
            "carried shells."
        ),
        [("The Baltic Courier", "the ferry had carried shells", A)],
    ),
    (
        "The Tallinn Gazette, citing two officials, said the list would grow.",
        [("two officials", "the list would grow", A)],
    ),
    (
        "Another allegedly big loss for the bank. It said nothing.",  # a sentence without a verb
        [("", "Another allegedly big loss for the bank", R)],
    ),
    (
        "Three crew members reportedly left the vessel in Vostochny.",
        [("", "Three crew members reportedly left the vessel in Vostochny", R)],
    ),
    (
        "The owner's identity could not be independently verified.",
        [(None, "The owner's identity", P)],
    ),
    (
        "The ministry announced on Friday that the measures may be extended to banks.",
        [("The ministry", "the measures may be extended to banks", P)],
    ),
    (
        "Officials in Ottawa suspect that the yacht belongs to a minister.",
        [("Officials in Ottawa", "the yacht belongs to a minister", P)],
    ),
    (
        "Tokyo accused the trading house of helping the North buy fuel.",
        [("Tokyo", "the trading house of helping the North buy fuel", R)],
    ),
    (
        (
            "The European Commission confirmed that five banks had been cut off, and Belarus "
            "denied wrongdoing."
        ),
        [
            ("The European Commission", "five banks had been cut off", A),
            ("Belarus", "wrongdoing", D),
        ],
    ),
    (
        "The brokers, the prosecutor said, earned two million dollars.",
        [("the prosecutor", "The brokers, the prosecutor said, earned two million dollars", A)],
    ),
    (
        "It was not clear who owned the cargo.",
        [],
    ),
]

BROADSHEET: list[tuple[str, list[Expected]]] = [
    (
        '"We have nothing to hide," the captain told reporters in Riga.',
        [("the captain", "We have nothing to hide", A)],
    ),
    (
        "“The network moved timber for the army,” said Marta Lindqvist, who heads the agency.",
        [("Marta Lindqvist", "The network moved timber for the army", A)],
    ),
    (
        '"These firms are fronts," Mr Okafor said on Tuesday, "and their owners know it."',
        [
            ("Mr Okafor", "These firms are fronts", A),
            ("Mr Okafor", "and their owners know it", A),
        ],
    ),
    (
        '"The vessel changed its flag twice," the inspector said. "Its papers were false."',
        [
            ("the inspector", "The vessel changed its flag twice", A),
            ("the inspector", "Its papers were false", A),
        ],
    ),
    (
        'The minister said in a statement: "No one is above these rules."',
        [("The minister", "No one is above these rules", A)],
    ),
    (
        'The so-called "dark fleet" sails under many flags.',
        [],
    ),
    (
        'The spokesman called the measures "a hostile act" and said Moscow would answer in kind.',
        [
            ("The spokesman", 'the measures "a hostile act"', A),
            ("The spokesman", "Moscow would answer in kind", A),
        ],
    ),
    (
        "Allegations that the bank hid payments from Syria were dismissed by its chairman.",
        [("its chairman", "Allegations that the bank hid payments from Syria", D)],
    ),
    (
        "There were rumours that the ship carried wheat.",
        [("", "the ship carried wheat", R)],
    ),
    (
        "Analysts believe the firm earned millions from the trade.",
        [("Analysts", "the firm earned millions from the trade", P)],
    ),
    (
        "Ms Halvorsen, a former diplomat, argued that the list was too short.",
        [("Ms Halvorsen", "the list was too short", A)],
    ),
    (
        "He added that the port had refused entry to both ships.",
        [("He", "the port had refused entry to both ships", A)],
    ),
    (
        "The lawyer wrote that her client never owned the company.",
        [("The lawyer", "her client never owned the company", A)],
    ),
    (
        "Court documents show that the dealer paid in gold.",
        [("Court documents", "the dealer paid in gold", A)],
    ),
    (
        "A person familiar with the matter, who was not allowed to speak, said the talks failed.",
        [("A person familiar with the matter", "the talks failed", A)],
    ),
    (
        "The freighter had possibly delivered drones, the newspaper wrote.",
        [("the newspaper", "The freighter had possibly delivered drones", P)],
    ),
    (
        "State media quoted the general as saying that the deal was lawful.",
        [("the general", "the deal was lawful", R)],
    ),
    (
        "The dealer was accused by Washington of laundering money for the militia.",
        [
            (
                "Washington",
                "The dealer was accused by Washington of laundering money for the militia",
                R,
            )
        ],
    ),
    (
        "‘The fund was a shell,’ the regulator said.",
        [("the regulator", "The fund was a shell", A)],
    ),
    (
        "As the auditor put it, the books were fiction.",
        [("the auditor", "the books were fiction", A)],
    ),
]

RELEASE: list[tuple[str, list[Expected]]] = [
    (
        (
            "“Today’s action closes a route that the regime used for years,” said Under Secretary "
            "Dana Whitlock. “We will follow the money wherever it goes.”"
        ),
        [
            (
                "Under Secretary Dana Whitlock",
                "Today’s action closes a route that the regime used for years",
                A,
            ),
            ("Under Secretary Dana Whitlock", "We will follow the money wherever it goes", A),
        ],
    ),
    (
        "The Department alleges that Lee procured valves for the reactor.",
        [("The Department", "Lee procured valves for the reactor", R)],
    ),
    (
        "The Council determined that both banks had financed the programme.",
        [("The Council", "both banks had financed the programme", A)],
    ),
    (
        "Volkov is owned or controlled by Arctic Holding.",
        [(None, "Volkov is owned or controlled by Arctic Holding", A)],
    ),
    (
        "Pak Chol is a representative of Sunrise Trading Bank in Shenyang.",
        [(None, "Pak Chol is a representative of Sunrise Trading Bank in Shenyang", A)],
    ),
    ("All property of these persons is blocked.", []),
    (
        "The company may have supplied electronics to the drone plant.",
        [(None, "The company may have supplied electronics to the drone plant", P)],
    ),
    (
        (
            "The measures were taken jointly with Japan, the statement said, and so doubled the "
            "pressure on the network."
        ),
        [
            ("the statement", "The measures were taken jointly with Japan", A),
            ("the statement", "so doubled the pressure on the network", A),
        ],
    ),
]

BROADCAST: list[tuple[str, list[Expected]]] = [
    (
        "ELENA ROTH, DEPUTY MINISTER: We have listed two more ships.",
        [("ELENA ROTH", "We have listed two more ships.", A)],
    ),
    ("TOM BAKER, HOST: Good evening and welcome.", []),
    (
        "We're hearing from officials that a third tanker has been held.",
        [("officials", "a third tanker has been held", A)],
    ),
    (
        "The foreign minister says his country won't accept the ruling.",
        [("The foreign minister", "his country won't accept the ruling", A)],
    ),
    (
        "It is alleged that the group sold passports.",
        [("", "the group sold passports", R)],
    ),
    (
        "Sources tell Channel Nine the raids began before dawn.",
        [("Sources", "the raids began before dawn", A)],
    ),
    (
        "The ship is thought to be off Crimea.",
        [("", "The ship is thought to be off Crimea", P)],
    ),
]
