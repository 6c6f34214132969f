"""Which rule an occasion calls for, given what else happened in the call."""

from collections.abc import Mapping
from itertools import islice

from coach.audio_time import milliseconds, samples
from coach.nudges.occasion import Occasion
from coach.nudges.rule import NudgeRule
from coach.nudges.wording import BODY_CHARACTERS, fill


class RuleBook:
    """Find the rule for an occasion; remember the call's occasions for that.

        nth = 2, within_ms = 180 000

        ──────┃──────────────────┃───────────────────────────────┃──────────▶
              1st                2nd, 80 s later                  3rd, 190 s later
              no match           match                            no match

    Args:
        rules: The rules by name.
        words: How values of the evidence are written in a text.
    """

    def __init__(
        self, rules: Mapping[str, NudgeRule], words: Mapping[str, str]
    ) -> None:
        self._rules = sorted(
            ((name, rule) for name, rule in rules.items() if rule.enabled),
            key=lambda item: (-item[1].priority, item[0]),
        )
        self._words = words
        self._occasions: dict[str, Occasion] = {}

    def note(self, occasion: Occasion) -> Occasion | None:
        """Remember an occasion; return what was known under its id before."""
        before = self._occasions.get(occasion.id)
        self._occasions[occasion.id] = occasion
        return before

    def forget(self, occasion_id: str) -> None:
        """Forget an occasion that turned out to be none."""
        self._occasions.pop(occasion_id, None)

    def rule_for(self, occasion: Occasion) -> NudgeRule | None:
        """Return the matching rule of the highest priority, if any matches.

        Args:
            occasion: One that was noted.
        """
        for _, rule in self._rules:
            if (
                self._holds(rule, occasion)
                and self._is_nth(rule, occasion)
                and self._can_be_written(rule, occasion)
            ):
                return rule
        return None

    def _can_be_written(self, rule: NudgeRule, occasion: Occasion) -> bool:
        """Return whether the evidence has all that the texts need."""
        return all(
            fill(text, occasion.evidence, words=self._words, limit=BODY_CHARACTERS)
            is not None
            for text in (rule.title, rule.body)
        )

    def _holds(self, rule: NudgeRule, occasion: Occasion) -> bool:
        """Return whether all conditions but ``nth`` are met."""
        return (
            rule.kind == occasion.kind
            and rule.speaker in ("any", occasion.speaker)
            and all(
                _allows(allowed, occasion.evidence.get(key))
                for key, allowed in rule.when.items()
            )
            and (not rule.during or self._is_during(rule, occasion))
        )

    def _is_during(self, rule: NudgeRule, occasion: Occasion) -> bool:
        """Return whether an episode of the rule's kind was open at the time."""
        return any(
            episode.kind == rule.during
            and not episode.is_provisional
            and 0 <= occasion.at - episode.at <= samples(rule.during_ms)
            and (
                episode.recovered_ms is None
                or episode.recovered_ms > milliseconds(occasion.at)
            )
            for episode in reversed(self._occasions.values())
        )

    def _is_nth(self, rule: NudgeRule, occasion: Occasion) -> bool:
        """Return whether there were enough matches so far, this one included."""
        reach = samples(rule.within_ms) if rule.within_ms else occasion.at
        earlier = (
            other
            for other in reversed(self._occasions.values())
            if (other.at, other.id) < (occasion.at, occasion.id)
            and occasion.at - other.at <= reach
            and not other.is_provisional
            and self._holds(rule, other)
        )
        wanted = rule.nth - 1
        return sum(1 for _ in islice(earlier, wanted)) == wanted


def _allows(allowed: tuple[bool | int | str, ...], value: object) -> bool:
    values = value if isinstance(value, list | tuple) else (value,)
    # True equals 1 in Python, but not in a policy.
    return not allowed or any(
        type(one) is type(other) and one == other for one in allowed for other in values
    )
