"""A store of the casebook, made once for all tests that only read it."""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from designata.engine import Designata
from designata.news.link import policy
from designata.news.reader import Reader
from designata.screen.match import Matcher


@cache
def engine() -> Designata:
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    designata = Designata(folder)
    assert list(designata.update(["casebook"]))
    return designata


@cache
def matcher() -> Matcher:
    return engine().matcher(policy())


def reader() -> Reader:
    return Reader(engine().store, matcher())
