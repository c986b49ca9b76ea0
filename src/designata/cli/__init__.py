"""The command ``designata``: what a person or a script asks, and how the answer is printed."""

import os
import sys

_INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it and typer gives it."""


def main() -> None:
    """Runs the command; every error made on purpose ends in one line and exit code 1."""
    from designata.cli.app import app
    from designata.cli.paper import complain, note
    from designata.errors import DesignataError

    try:
        app()
    except DesignataError as error:
        complain(error)
        sys.exit(1)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            note("Stopped. Nothing is left half written; run it again, and it goes on.")
        raise
