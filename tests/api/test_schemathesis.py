"""Every route of the document, asked with what its schemas allow and with what they do not.

No answer may be an error of ours, and each must be as the document says. That a request which fits
the schemas is refused is no fault: a name that nothing answers to fits them, too.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from designata.access.settings import Settings
from designata.engine import Designata
from designata.serve.app import app
from tests.serving import TOKEN, bearer, copied

Operation = schemathesis.APIOperation[Any, Any, Any, Any]

few = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def operations(
    casebook_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[Operation]:
    """Every operation; what would ask the publishers, or work aside, does nothing."""
    monkeypatch.setattr("designata.api.native.resolving.call", lambda *_, **__: None)
    monkeypatch.setattr("designata.works.call", lambda *_, **__: None)
    monkeypatch.setattr("designata.api.native.records.call", lambda *_, heard: heard(b"{}"))
    monkeypatch.setattr(Designata, "update", lambda *_, **__: iter(()))
    made = app(
        copied(casebook_store, tmp_path / "store"), Settings(hosts=("testserver",), token=TOKEN)
    )
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", made, headers=bearer(TOKEN))
    return list(_operations(schema))


def _operations(schema: schemathesis.BaseSchema) -> Iterator[Operation]:
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        yield found.ok()


def test_every_route_answers_as_it_says(operations: list[Operation]) -> None:
    assert len(operations) > 40
    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @few
            @given(operation.as_strategy(generation_mode=mode))
            def answers(case: schemathesis.Case[Operation]) -> None:
                case.call_and_validate(
                    headers=bearer(TOKEN), excluded_checks=[checks.positive_data_acceptance]
                )

            with suppress(Unsatisfiable):  # nothing is asked, so that nothing can be asked wrongly
                answers()
