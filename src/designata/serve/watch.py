"""Looks out for changes of the store, and answers from what is new once it is made ready.

Whoever changed it, an update below ``/api/`` or a command beside the server: requests go on being
answered from the lists as they were, until the new index is there.
"""

import asyncio
import logging

from starlette.concurrency import run_in_threadpool

from designata.engine import Designata
from designata.errors import DesignataError
from designata.jobs import Jobs
from designata.store import manifest

_EVERY = 1.0
_SELDOM = 60.0
_LOG = logging.getLogger(__name__)


async def watch(engine: Designata) -> None:
    """Goes on until it is cancelled."""
    seen = None
    while True:
        stamp = manifest.stamp(engine.folder)
        if stamp != seen:
            try:
                await run_in_threadpool(engine.renew)
                seen = stamp
            except DesignataError as error:  # what answers now goes on answering
                _LOG.warning("the store has changed and cannot be read anew: %s", error)
        await asyncio.sleep(_EVERY)


async def forget(jobs: Jobs) -> None:
    """Lets results go whose time is over, though nobody asks for a job; the same way."""
    while True:
        await run_in_threadpool(jobs.all)
        await asyncio.sleep(_SELDOM)
