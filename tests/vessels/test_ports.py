import datetime as dt

import pytest

from designata.vessels import ports


def test_every_port_has_names_in_three_scripts_a_reason_and_a_source() -> None:
    for port in ports.ports():
        scripts = [port.latin, port.hangul, port.cyrillic, port.han, port.arabic, port.persian]
        assert sum(bool(names) for names in scripts) >= 3, port.id
        assert port.reason
        assert port.source
        assert -90 <= port.point[0] <= 90
        assert 0 < port.radius_km <= 50


def test_ids_and_locodes_are_given_once() -> None:
    ids = [port.id for port in ports.ports()]
    codes = [port.locode for port in ports.ports() if port.locode]
    assert len(set(ids)) == len(ids)
    assert len(set(codes)) == len(codes)
    assert all(code[:2].lower() == port.country for port in ports.ports() if (code := port.locode))


_STORY = (
    "rajin chongjin nampo wonsan hungnam haeju songnim dunai vostochny nakhodka vladivostok "
    "slavyanka zhoushan dalian"
)


@pytest.mark.parametrize("name", _STORY.split())
def test_the_ports_of_the_story_are_there(name: str) -> None:
    port = ports.by_id(name)
    assert port is not None
    assert ports.within(*port.point) == port
    assert ports.nearest(*port.point) == (port, 0.0)


def test_a_port_is_told_only_while_its_reason_holds() -> None:
    assert ports.within(35.23, 35.93, dt.date(2024, 1, 1)) is not None
    assert ports.within(35.23, 35.93, dt.date(2025, 7, 1)) is None
    assert ports.within(42.88, 132.34, dt.date(2022, 1, 1)) is None
