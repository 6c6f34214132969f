"""A crew: the workers of a run, wherever their processes are."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol, Self, runtime_checkable

from coach.batch.call import BatchCall, Outcome
from coach.errors import CrewError

GRACE_S = 10.0
"""How much longer than a call a whole worker may be still, in seconds: what a busy
machine may take to send a sign of life."""

TRIES = 3
"""Workers in a row that may die before they take calls."""


class WorkerLost(Exception):
    """A call was in the hands of a worker that is no more: nobody knows whose fault.

    Args:
        reason: What became of the worker, to stand after the call's address: "the
            process scoring it died (signal 11)".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class NotBegun(Exception):
    """No worker had begun with a call when the crew was closed."""


class NotAnswering(WorkerLost):
    """A worker gave no sign of life for too long, and was killed."""


def not_answering(limit_s: float) -> NotAnswering:
    """Return the loss of a worker that was still for that long, in seconds."""
    return NotAnswering(f"the process scoring it did not answer for {limit_s:g} s")


def no_worker_lives() -> CrewError:
    """Return what to say once :data:`TRIES` workers have died as they started."""
    reason = "the processes that score calls die as they start"
    return CrewError(f"{reason}: is there too little memory?")


@runtime_checkable
class Crew(AbstractAsyncContextManager["Crew"], Protocol):
    """Workers that score calls.  Entering starts them; leaving ends them.

    A worker that is lost is replaced.  Leaving the block with an exception ends all
    workers at once, whatever they have in hand.
    """

    async def __aenter__(self) -> Self:
        """Start the workers; they load their models meanwhile."""
        ...

    @property
    def slots(self) -> int:
        """Calls that may be in hand at once, all workers together.

        It may change while the run goes on: a machine joins, or leaves.
        """
        ...

    async def ready(self) -> str | None:
        """Wait for the first worker that has the model, and return the model's name.

        None where no model is needed.

        Raises:
            coach.errors.ModelError: There is no such model, or it is damaged.
            coach.errors.CrewError: No worker can be started.
        """
        ...

    async def score(self, call: BatchCall, *, alone: bool = False) -> Outcome:
        """Score a call in the worker that has least to do.

        Waits while every worker has its hands full.  Safe to cancel: what comes of the
        call is then dropped.  A call in which nothing moves for
        :attr:`~coach.batch.call.Setup.time_limit_s` comes back as an outcome with an
        error, and the others of its worker go on.

        Args:
            call: What to score.
            alone: Whether to score it in a worker that has nothing else in hand, so
                that the next loss is this call's own fault.

        Raises:
            WorkerLost: The process died, or was killed, with this call in its hands; or
                the recogniser that it shares with other calls does not come back.
            NotBegun: The crew was closed before a worker took it.
            coach.errors.ModelError: As for :meth:`ready`.
            coach.errors.CrewError: As for :meth:`ready`.
        """
        ...

    def close(self) -> int:
        """Take no more calls: those that wait for a worker come back as not begun.

        Returns:
            How many the workers have in hand: those are finished.
        """
        ...
