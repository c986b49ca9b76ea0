"""Small stores of made-up firms, written as FollowTheMoney's JSON."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from designata.store.claims import Store
from designata.store.update import update

Properties = Mapping[str, object]


def line(name: str, schema: str, properties: Properties) -> dict[str, object]:
    listed = {prop: v if isinstance(v, list) else [v] for prop, v in properties.items()}
    return {
        "id": name,
        "schema": schema,
        "caption": name,
        "properties": listed,
        "datasets": ["made_up"],
        "last_seen": "2024-05-01",
        "target": True,
    }


def firm(name: str, schema: str = "Company", **properties: object) -> dict[str, object]:
    return line(name, schema, {"name": f"Firm {name}", **properties})


def listed(name: str, country: str = "us", **properties: object) -> list[dict[str, object]]:
    sanction = {"entity": name, "authority": "An authority", "country": country, **properties}
    return [
        firm(name, topics="sanction"),
        line(f"{name}-{country}", "Sanction", sanction),
    ]


def owns(owner: str, asset: str, share: str = "", **properties: object) -> dict[str, object]:
    told = {"percentage": share} if share else {}
    ends = {"owner": owner, "asset": asset}
    return line(f"{owner}-{asset}", "Ownership", {**ends, **told, **properties})


def tie(schema: str, one: str, other: str, **properties: object) -> dict[str, object]:
    return line(f"{schema}-{one}-{other}", schema, {**properties, **ENDS[schema](one, other)})


ENDS = {
    "Directorship": lambda one, other: {"director": one, "organization": other},
    "Family": lambda one, other: {"person": one, "relative": other},
    "UnknownLink": lambda one, other: {"subject": one, "object": other},
    "Control": lambda one, other: {"controller": one, "controlled": other},
}


def store(folder: Path, *lines: dict[str, object]) -> Store:
    folder.mkdir(exist_ok=True)
    file = folder / "made_up.ftm.json"
    file.write_bytes(b"\n".join(msgspec.json.encode(each) for each in lines))
    home = folder / "store"
    for told in update(home, path=file):
        assert not isinstance(told, Exception), told
    return Store(home)
