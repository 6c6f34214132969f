"""The base of every section of the policy file.  Imports nothing else of ours."""

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """One section of the policy: immutable, and closed to keys it does not know.

    The string under each field is its documentation: what it means, its unit and
    where its value comes from.  The policy file and docs/policy.md are made of it.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, strict=True
    )
