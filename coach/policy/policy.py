"""The policy: every threshold, word list and wording that a desk may set."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal, cast

from pydantic import Field, SerializeAsAny

from coach.calls.settings import CallSettings
from coach.detectors import Detector
from coach.detectors.registry import load_detectors
from coach.keeping.settings import KeepingSettings
from coach.nudges.settings import NudgeSettings
from coach.redaction.settings import RedactionSettings
from coach.scoring.scorecard_settings import ScorecardSettings
from coach.settings import Settings
from coach.sharing.settings import SharingSettings
from coach.speech.settings import SpeechSettings

FORM: Final = 1
"""Version of the policy file's form, its ``version``."""


def _default_detectors() -> dict[str, Settings]:
    return {cls.name: cls.Settings() for cls in load_detectors()}


class PolicyHead(Settings):
    """What identifies a policy."""

    version: Literal[1] = FORM
    """Version of the form of this file."""

    name: str = Field(
        default="default", pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=64
    )
    """What the policy is called in reports, in front of the digest of its content."""


class Policy(PolicyHead):
    """What is heard as what, what is shown, and in which words.

    Defaults are policy, not science: each names where it comes from.
    """

    speech: SpeechSettings = Field(default_factory=SpeechSettings)
    """How speech is found and recognised."""

    calls: CallSettings = Field(default_factory=CallSettings)
    """How a headset's calls begin and end by themselves."""

    nudges: NudgeSettings = Field(default_factory=NudgeSettings)
    """What the analyst is shown, and when."""

    scorecard: ScorecardSettings = Field(default_factory=ScorecardSettings)
    """What a reviewer answers about a call, and what each answer weighs."""

    redaction: RedactionSettings = Field(default_factory=RedactionSettings)
    """What is masked before anything is kept."""

    keeping: KeepingSettings = Field(default_factory=KeepingSettings)
    """Which calls are kept for review, as what, and for how long."""

    sharing: SharingSettings = Field(default_factory=SharingSettings)
    """Whether calls go to the team's server by themselves."""

    detectors: Mapping[str, SerializeAsAny[Settings]] = Field(
        default_factory=_default_detectors
    )
    """One section for each detector, by its name."""

    def build_detectors(
        self, classes: Sequence[type[Detector]] | None = None
    ) -> dict[str, Detector]:
        """Return a fresh detector of each class, by name, set up by this policy.

        Args:
            classes: In the order in which they listen to one another; by default all
                that are installed.
        """
        classes = load_detectors() if classes is None else classes
        built = {}
        for cls in classes:
            build = cast(Callable[[Settings], Detector], cls)
            built[cls.name] = build(self.detectors[cls.name])
        return built


def effective_id(policy: Policy) -> str:
    """Return ``NAME@`` and 12 hexadecimal digits that change with any of its values.

    The digits begin the SHA-256 of the policy's JSON with sorted keys and no spaces.
    """
    content = json.dumps(
        policy.model_dump(mode="json"),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return f"{policy.name}@{hashlib.sha256(content.encode()).hexdigest()[:12]}"
