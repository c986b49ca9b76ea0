"""``GET /algorithms``: there is one, and what it weighs.

The names of yente's own algorithms are taken, since clients send them, and answered by ours.
"""

from functools import cache

from fastapi import APIRouter
from starlette.responses import Response

from designata.api.compat import wire
from designata.api.compat.shapes import Algorithm, Algorithms, Docs, Feature
from designata.errors import InputError
from designata.evidence import comparisons, weights
from designata.evidence.comparisons import Record

NAME = "designata"
_BEST = {NAME, "best", "default"}
_OTHERS = {
    *("logic-v1", "logic-v2", "name-based", "name-qualified", "ofac-249"),
    *("regression-v1", "regression-v2", "regression-v3", "er-unstable"),
}
_DOCS = "https://followthemoney.tech/explorer/"

DESCRIPTION = (
    "Evidence for and against, each piece weighed in log-odds by how rare what agrees is "
    "(Fellegi and Sunter); with the prior, the weights add up to the score, a probability."
)


def router() -> APIRouter:
    """The route."""
    routes = APIRouter(route_class=wire.Route, tags=["yente: system"])

    @routes.get(
        "/algorithms",
        summary="What scores are made of",
        response_class=Response,
        responses=wire.answers(Algorithms),
    )
    async def algorithms() -> Response:
        """The one way to score, with what it compares."""
        docs = Docs(name=NAME, description=DESCRIPTION, config={}, features=features())
        one = Algorithm(name=NAME, description=DESCRIPTION, features=features(), docs=docs)
        return wire.json(Algorithms(algorithms=[one], default=NAME, best=NAME))

    return routes


def check(name: str) -> list[str]:
    """A warning where another program's algorithm is asked for.

    Raises:
        InputError: when nobody's is.

    >>> check("best"), check("logic-v2")
    ([], ['logic-v2 is not here: scored by designata'])
    """
    if name in _OTHERS:
        return [f"{name} is not here: scored by {NAME}"]
    if name not in _BEST:
        raise InputError(f"Unknown algorithm: {name[:60]}", cure=f"give {NAME} or best")
    return []


@cache
def features() -> dict[str, Feature]:
    """What is compared, with the most that each weighs.

    >>> features()["imoNumber"].coefficient > features()["gender"].coefficient
    True
    """
    found: dict[str, float] = {}
    for grade, weight in weights.table().grades.items():
        feature = grade.partition(".")[0]
        found[feature] = max(found.get(feature, 0.0), weight)
    told = {
        feature: Feature(f"whether {feature} agrees", most, _DOCS)
        for feature, most in found.items()
    }
    rare = Record.of("Person", ["Evgraf Panfilovich"], {})
    met = comparisons.names(rare, rare)
    name = "how the names meet, word by word, in every script; here two rare words that are equal"
    return {"name": Feature(name, round(weights.weight(met), 3) if met else 0.0, _DOCS), **told}
