"""A call that could not be scored, or only in part."""

from dataclasses import dataclass

from coach.batch.call import BatchCall, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What went wrong with one input of a run."""

    error: str
    """One line, beginning with the input's address."""
    call: BatchCall | None = None
    """None where the address stands for no call at all, such as an empty folder."""
    has_report: bool = False
    """Whether it was scored in part, and this run wrote its report."""

    @classmethod
    def of(cls, outcome: Outcome) -> "Failure":
        """Return what an outcome says went wrong.

        Args:
            outcome: One with an error.
        """
        return cls(
            error=outcome.error or "not scored",
            call=outcome.call,
            has_report=outcome.report is not None,
        )
