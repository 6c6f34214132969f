"""Hold JSON to the published schemas of docs/schemas/."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

FOLDER = Path(__file__).parent.parent / "docs" / "schemas"
REPORT = "urn:coach:report:1"
TRANSCRIPT = "urn:coach:transcript:1"
RECORD = "urn:coach:record:1"
MESSAGES = "urn:coach:overlay-messages:1"
SHARED_CALL = "urn:coach:shared-call:1"


@cache
def _registry() -> Registry[Any]:
    forms = [json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))]
    return Registry().with_resources(
        (form["$id"], Resource.from_contents(form)) for form in forms
    )


def violations(instance: object, schema: str) -> list[str]:
    """Return what is wrong with a value, by the schema at a URI; empty if nothing.

    Args:
        instance: As :func:`json.dumps` takes it; it goes through JSON first.
        schema: :data:`REPORT` or another, or a part of it: ``REPORT + "#/$defs/hold"``.
    """
    validator = Draft202012Validator({"$ref": schema}, registry=_registry())
    through_json = json.loads(json.dumps(instance, allow_nan=False))
    return [
        f"{error.json_path}: {error.message}"
        for error in validator.iter_errors(through_json)
    ]
