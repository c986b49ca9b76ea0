"""Makes the benchmark of the news importable: its modules stand in a folder, not in a package."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).parents[2] / "bench" / "news"


def module(name: str) -> ModuleType:
    """A module of the benchmark, with its neighbours at hand while it is loaded."""
    sys.path.insert(0, str(FOLDER))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(FOLDER))
