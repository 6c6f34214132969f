"""One question of the scorecard."""

from pydantic import Field

from coach.settings import Settings


class Question(Settings):
    """What a reviewer answers with yes, no or not-applicable; or leaves open."""

    enabled: bool = True
    """Whether it is on the card.  False leaves it out."""

    section: str = Field(min_length=1)
    """The section it stands in, one of ``[scorecard.sections]``."""

    text: str = Field(min_length=1, max_length=200)
    """The question.  *Yes* is what good work has."""

    weight: float = Field(default=1.0, ge=0, le=100)
    """What it weighs in the score; 0: it is asked and does not count."""

    filled_from: str = ""
    """The rule by which the report answers it beforehand; empty: the reviewer does.

    ``greeting.welcomed`` (``gave_name``, ``offered_help``), ``discovery.…``
    (``caller_identified``, ``problem_restated``, ``impact_asked``: only *yes*; what was
    not heard is left open) and ``closing.…`` (``resolution``, ``next_steps``,
    ``questions``, ``thanks``; not-applicable where the call never began to close):
    whether it was said.

    ``hold.announced`` (``permission``, ``estimate``, ``thanked``): whether every hold
    had it; not-applicable without a hold.

    ``no KIND``, ``at most 2 KIND or KIND``: whether there are no, or so few, findings
    of these kinds; with ``by agent`` or ``by customer``, only of theirs; with
    ``after KIND`` at its end, not-applicable where there is none of that kind
    (``after hold``: no hold).

    ``open after KIND``: not-applicable where there is none of that kind, otherwise left
    open."""
