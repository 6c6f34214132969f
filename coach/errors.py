"""Exceptions raised by coach.

* :exc:`CoachError`
    * :exc:`InputError`
        * :exc:`RecordingError`
        * :exc:`TranscriptError`
        * :exc:`TruthError`
        * :exc:`DeviceError`
    * :exc:`PolicyError`
    * :exc:`DetectorError`
    * :exc:`ModelError`
    * :exc:`RecognitionError`
    * :exc:`CrewError`
    * :exc:`ServerError`
    * :exc:`ReportError`
    * :exc:`ShareError`
    * :exc:`StoreError`
    * :exc:`AccountError`
    * :exc:`ReviewError`
        * :exc:`NotThereError`
        * :exc:`UnfitReviewError`
        * :exc:`ReviewConflictError`

The message of each is one line that a person can act on; ``code`` is stable.
"""

from typing import ClassVar


class CoachError(Exception):
    """Base class; ``code`` is stable and is what goes on the wire."""

    code: ClassVar[str] = "coach-error"


class InputError(CoachError):
    """An input of a call cannot be used; other inputs may be fine.

    Args:
        source: The name of the input, as the caller gave it.
        reason: What is wrong with it, in a few words.
    """

    code = "input-error"

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)
        self.source = source
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class RecordingError(InputError):
    """A recording is missing, unreadable, or not a two-channel call."""

    code = "recording-error"


class TranscriptError(InputError):
    """A transcript is not ``coach.transcript/1``, or an utterance in it is wrong."""

    code = "transcript-error"


class TruthError(InputError):
    """The labels of a call are missing or no labels, or one of them is wrong."""

    code = "truth-error"


class DeviceError(InputError):
    """A sound device is missing, cannot be opened, or is not clear from its name."""

    code = "device-error"


class PolicyError(CoachError):
    """The policy file cannot be used.

    Args:
        source: The policy file.
        problems: One line for each problem: which key, what is wrong, what is allowed.
    """

    code = "policy-error"

    def __init__(self, source: str, problems: tuple[str, ...]) -> None:
        super().__init__(source, problems)
        self.source = source
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{self.source}: {problem}" for problem in self.problems)


class DetectorError(CoachError):
    """An installed detector cannot be used.

    Args:
        name: Its entry point.
        reason: What is wrong with it.
    """

    code = "detector-error"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"detector {self.name}: {self.reason}"


class ModelError(CoachError):
    """A model is missing, damaged, or not one that can be loaded."""

    code = "model-error"


class RecognitionError(CoachError):
    """The recogniser failed on one utterance; the call goes on."""

    code = "recognition-error"


class CrewError(CoachError):
    """The processes that score calls cannot be started, or die as they start."""

    code = "crew-error"


class ServerError(CoachError):
    """The overlay's server cannot be started, for example because its port is taken."""

    code = "server-error"


class ReportError(CoachError):
    """A report cannot be written, for example because the disk is full.

    Args:
        path: The file it was to become.
        reason: What stands in the way, in a few words.
    """

    code = "report-error"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class ShareError(CoachError):
    """A call cannot be shared with a team's server, or not be withdrawn from it.

    Args:
        server: Which server, as its address names it.
        reason: What stands in the way, in a few words.
        is_passing: Whether the same may succeed later by itself.
        retry_after_s: Seconds after which the server wants to be asked again.
    """

    code = "share-error"

    def __init__(
        self,
        server: str,
        reason: str,
        *,
        is_passing: bool = False,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(server, reason)
        self.server = server
        self.reason = reason
        self.is_passing = is_passing
        self.retry_after_s = retry_after_s

    def __str__(self) -> str:
        return f"{self.server}: {self.reason}"


class StoreError(CoachError):
    """What is kept cannot be opened, read or written, or something cannot be kept.

    Args:
        place: Which database, file or value, without any password.
        reason: What is wrong with it, in a few words.
    """

    code = "store-error"

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class AccountError(CoachError):
    """Something cannot be done with an account of a team's server.

    Args:
        name: The account's.
        reason: What stands in the way, in a few words.
    """

    code = "account-error"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class ReviewError(CoachError):
    """What somebody wanted to say of a call cannot be taken in."""

    code = "review-error"


class NotThereError(ReviewError):
    """There is no such call, finding, verdict, review or calibration.

    Args:
        what: Which sort of thing: ``call``, ``finding`` …
        name: By which it was asked for.
    """

    code = "not-there"

    def __init__(self, what: str, name: str) -> None:
        super().__init__(what, name)
        self.what = what
        self.name = name

    def __str__(self) -> str:
        return f"there is no {self.what} {self.name}"


class UnfitReviewError(ReviewError):
    """A value cannot be what it is to be: an unknown kind, a span outside the call.

    Args:
        key: Which value.
        reason: What is wrong with it, in a few words.
    """

    code = "unfit-review"

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(key, reason)
        self.key = key
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.key}: {self.reason}"


class ReviewConflictError(ReviewError):
    """It cannot be done as things stand: the review has been submitted already."""

    code = "review-conflict"
