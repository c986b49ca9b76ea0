"""Starts the server."""

from pathlib import Path

import pyarrow as pa
import uvicorn

from designata.access import settings as setting
from designata.access.settings import Settings
from designata.access.users import Users
from designata.serve.app import app
from designata.serve.head import Bounded


def run(folder: Path, settings: Settings) -> None:
    """Serves a store until it is stopped.

    Raises:
        InputError: when others could reach it and nobody would have to say who they are.
    """
    setting.check(settings, users=bool(Users(folder).all()))
    pa.set_memory_pool(pa.system_memory_pool())  # its own keeps what a long-lived server gave back
    made = app(folder, settings)
    made.state.engine.renew()
    uvicorn.run(
        made,
        http=Bounded,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=5,
        limit_concurrency=1000,
    )
