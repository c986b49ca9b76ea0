from itertools import pairwise

from lxml import etree

from designata.resolve import judge, waterfall
from tests.resolve.world import person

LEFT = person("un-1", "Sergei <b>Kozlovskij</b>\x1b[2J & sons")
FOUND = judge.judge(LEFT, person("eu-1", "KOZLOVSKY, Sergey", gender="male"))


def test_the_steps_lead_from_the_prior_to_the_sum() -> None:
    steps = waterfall.bars(FOUND)
    assert all(a.end == b.start for a, b in pairwise(steps[:-1]))
    assert steps[-1].end == steps[-2].end


def test_the_picture_is_xml_and_runs_nothing() -> None:
    picture = waterfall.svg(FOUND, (LEFT.caption, "<script>alert(1)</script>"))
    root = etree.fromstring(picture.encode())
    tags = {etree.QName(node).localname for node in root.iter()}
    assert tags == {"svg", "title", "rect", "text", "line"}
    assert "\x1b" not in picture


def test_a_line_a_step() -> None:
    lines = list(waterfall.text(FOUND))
    assert len(lines) == len(FOUND.reasons) + 2
    assert all("|" in line for line in lines)
