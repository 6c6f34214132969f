"""What is masked: the kinds of secrets, and what stands in their place."""

import re
from collections.abc import Mapping
from typing import Final, Literal

from coach.redaction.settings import RedactionSettings

Kind = Literal[
    "card",
    "bank-account",
    "government-id",
    "password",
    "code",
    "security-answer",
    "email",
    "phone",
]

MASKS: Final[Mapping[Kind, str]] = {
    "card": "[card number]",
    "bank-account": "[bank account]",
    "government-id": "[government number]",
    "password": "[password]",
    "code": "[code]",
    "security-answer": "[security answer]",
    "email": "[e-mail address]",
    "phone": "[phone number]",
}
"""What is written in place of each."""

MASK = re.compile("|".join(re.escape(mask) for mask in MASKS.values()))
"""Something that has been masked before."""

KIND_OF: Final[Mapping[str, Kind]] = {mask: kind for kind, mask in MASKS.items()}

_SWITCHES: Final[Mapping[Kind, str]] = {
    "card": "cards",
    "bank-account": "bank_accounts",
    "government-id": "government_ids",
    "password": "passwords",
    "code": "codes",
    "security-answer": "security_answers",
    "email": "emails",
    "phone": "phone_numbers",
}


def wanted(settings: RedactionSettings) -> frozenset[Kind]:
    """Return the kinds that a policy wants masked."""
    return frozenset(
        kind for kind, switch in _SWITCHES.items() if getattr(settings, switch)
    )
