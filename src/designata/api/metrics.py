"""What Prometheus asks a server: requests by route and status, how long they took, hits, ages."""

import time
from collections.abc import Iterator

from fastapi import APIRouter, Depends
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from designata.access.roles import viewer
from designata.engine import Designata
from designata.errors import StoreError
from designata.model.when import from_edtf
from designata.screen import shelf, tally

_MEDIA = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_NO_ROUTE = "none"
_OURS = 500


class Metrics:
    """The metrics of a server, in a registry of their own.

    Args:
        engine: whose lists are dated.
    """

    def __init__(self, engine: Designata) -> None:
        self._registry = CollectorRegistry()
        labels = ("method", "route")
        self._requests = Counter(
            "designata_requests",
            "Requests answered, by route and status.",
            (*labels, "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "designata_request_seconds",
            "How long the beginning of an answer took.",
            labels,
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._registry.register(_Store(engine))

    def took(self, scope: Scope, status: int, seconds: float) -> None:
        """Counts a request."""
        route = getattr(scope.get("route"), "path", None) or _NO_ROUTE
        self._requests.labels(scope["method"], route, status).inc()
        self._seconds.labels(scope["method"], route).observe(seconds)

    def router(self) -> APIRouter:
        """The route that tells them."""
        routes = APIRouter(dependencies=[Depends(viewer)])

        @routes.get("/metrics", include_in_schema=False)
        def metrics() -> Response:
            return Response(generate_latest(self._registry), media_type=_MEDIA)

        return routes


class Measured:
    """Middleware that counts and times what passes.

    Args:
        app: what is measured.
        metrics: where it is counted.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets others answer, and looks at the clock."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, told = time.perf_counter(), False

        async def sending(message: Message) -> None:
            nonlocal told
            if message["type"] == "http.response.start":
                told = True
                self._metrics.took(scope, message["status"], time.perf_counter() - began)
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception:
            if not told:  # an error of ours, which is answered further out
                self._metrics.took(scope, _OURS, time.perf_counter() - began)
            raise


class _Store(Collector):
    """What a store tells of itself when it is asked."""

    def __init__(self, engine: Designata) -> None:
        self._engine = engine

    def collect(self) -> Iterator[Metric]:
        yield CounterMetricFamily(
            "designata_questions", "Questions answered.", value=tally.ALL.questions
        )
        yield CounterMetricFamily(
            "designata_questions_hit", "Questions that had a hit.", value=tally.ALL.hit
        )
        try:
            dates = self._engine.dates()
            built = shelf.place(self._engine.folder).stat().st_mtime
        except (StoreError, OSError):
            return
        published = GaugeMetricFamily(
            "designata_list_published_timestamp_seconds",
            "The date of each publisher's newest list.",
            labels=("publisher",),
        )
        for publisher, date in dates.items():
            day = from_edtf(date).latest
            published.add_metric([publisher], (day.toordinal() - _EPOCH) * 86400.0)
        yield published
        yield GaugeMetricFamily(
            "designata_index_age_seconds",
            "How long ago the screening index was built.",
            value=max(0.0, time.time() - built),
        )


_EPOCH = 719_163
"""The ordinal of 1 January 1970."""
