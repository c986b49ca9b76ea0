"""The world that is walked through: the casebook, and Korea's table in two editions.

The table tells of people, firms and ships whom the casebook knows too, one of them so briefly that
it is open who is meant: so there is something to review, and changes to read.
"""

from pathlib import Path

from designata.engine import Designata

_HEAD = (
    "designation_date,effective_date,kind,name_en,name_ko,linked_entity_en,role_or_reason,country,"
    "imo,source_urls"
)
_MARCH = "https://www.mk.co.kr/news/politics/10976897"
_APRIL = "https://www.voakorea.com/a/7553157.html"
_JUNE = "https://m.ajunews.com/amp/20240627173651796"
_HEAD_OF = "2024-04-02,2024-04-03,person,Aleksandr Fyodorovich Panfilov,판필로프,Sodeistvie"
_BOTH = (
    _HEAD,
    f"2024-03-28,,company,Alis LLC,앨리스,,raises money for the North,ru,,{_MARCH}",
    f"2024-03-28,,person,Oh In-jun,오인준,,bank representative in Vladivostok,kp,,{_MARCH}",
    f"2024-04-02,2024-04-03,vessel,Lady R,레이디 알,,moved military cargo,ru,9161003,{_APRIL}",
    f"2024-04-02,2024-04-03,organization,Sodeistvie,소제이스트비예,,helped workers,ru,,{_APRIL}",
)
EDITIONS = {
    "2024-04-02": (*_BOTH, f"{_HEAD_OF},head,ru,,{_APRIL}"),
    "2024-06-27": (
        *_BOTH,
        f"{_HEAD_OF},head of Sodeistvie,ru,,{_APRIL}",
        f"2024-06-27,2024-07-01,vessel,Neptun,넵툰,,carried refined oil,ru,,{_JUNE}",
    ),
}


def fill(folder: Path) -> Designata:
    """A store of that world, with its index."""
    engine = Designata(folder)
    assert list(engine.update(["casebook"]))
    for day, rows in EDITIONS.items():
        table = folder.parent / f"korea-{day}.csv"
        table.write_text("\n".join(rows), "utf-8")
        assert list(engine.update(path=table))
    engine.index()
    return engine
