"""Which server calls are shared with, and whether by themselves: as set up here."""

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coach.preferences import Preferences
from coach.sharing.address import ServerAddress, server_address
from coach.sharing.settings import SharingSettings
from coach.sharing.tokens import find_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.redaction import RedactionSettings
    from coach.sharing.sender import Manners, Sender
    from coach.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingPlan:
    """Where calls go, and what opens the door there."""

    address: ServerAddress
    token: str = field(repr=False)
    ca: Path | None = None
    """The certificates to trust in place of the system's."""


class OpensSender(Protocol):
    """Opens a sender, for as long as a block lasts."""

    def __call__(self, manners: "Manners") -> "AbstractContextManager[Sender]":
        """Return the block."""


def address_of(
    preferences: Preferences, settings: SharingSettings
) -> ServerAddress | None:
    """Return the server: the analyst's, or else the policy's; None where there is none.

    Raises:
        ValueError: What is remembered is no address.
    """
    text = preferences.share_server or settings.server
    return server_address(text) if text else None


def plan_of(
    preferences: Preferences,
    settings: SharingSettings,
    environment: Mapping[str, str] = os.environ,
) -> SharingPlan | None:
    """Return how calls are shared from here; None where that is not set up.

    Raises:
        ShareError: The token cannot be read.
    """
    try:
        address = address_of(preferences, settings)
    except ValueError:
        return None
    token = None if address is None else find_token(address, environment)
    if address is None or token is None:
        return None
    ca = preferences.share_ca
    return SharingPlan(address=address, token=token, ca=Path(ca) if ca else None)


def is_automatic(preferences: Preferences, settings: SharingSettings) -> bool:
    """Whether calls are shared by themselves: the policy and the analyst say so.

    Both mean the same server: who agrees to one has not agreed to another.
    """
    return bool(
        settings.automatic
        and settings.server
        and preferences.share_automatically_with == settings.server
        and preferences.share_server in (None, settings.server)
    )


def opens_sender(
    db: "Database", plan: SharingPlan, redaction: "RedactionSettings"
) -> OpensSender:
    """Return what opens a sender to the server of a plan.

    Args:
        db: The store.
        plan: Where calls go.
        redaction: What is masked where a call's own policy is not known.
    """
    from coach.sharing.client import TeamServer  # takes a while to import
    from coach.sharing.sender import Sender

    @contextmanager
    def open_sender(manners: "Manners") -> "Iterator[Sender]":
        with TeamServer(plan.address, plan.token, ca=plan.ca) as server:
            yield Sender(db, server, plan.address, redaction=redaction, manners=manners)

    return open_sender
