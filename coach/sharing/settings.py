"""The section ``[sharing]`` of the policy."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from coach.settings import Settings
from coach.sharing.address import MAX_CHARACTERS, server_address


def _is_address(text: str) -> str:
    return server_address(text).url if text else ""


class SharingSettings(Settings):
    """Whether calls that are kept for review go to the team's server, and to which.

    That is the desk's half.  The analyst's is ``coach share --automatically on``, for
    the same server: only where both say so are calls shared by themselves.  What leaves
    and what never does is in docs/sharing.md.
    """

    server: Annotated[
        str, Field(max_length=MAX_CHARACTERS), AfterValidator(_is_address)
    ] = ""
    """The team's server, such as "https://calls.example.org"; empty for none."""
    automatic: bool = False
    """Whether calls that are kept for review are shared once they are over, where the
    analyst has agreed to it."""

    @model_validator(mode="after")
    def _check_server(self) -> Self:
        if self.automatic and not self.server:
            raise ValueError("automatic needs the server that calls are shared with")
        return self
