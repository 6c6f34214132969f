from collections.abc import Sequence

from coach.audio_time import samples
from coach.detectors.hold.presence import Presence
from coach.detectors.hold.recognition import Recognition, recognition
from coach.detectors.hold.settings import HoldSettings
from tests.detectors.scripts import AGENT, CUSTOMER

CERTAIN = HoldSettings().certain_ms


def recognised(
    *,
    is_announced: bool = False,
    music_ms: Sequence[int] = (),
    music_known_ms: int = 0,
    last_mutter_ms: int | None = 0,
) -> Recognition | None:
    """Return what is recognised after an agent who stopped at 10 s."""
    presence = Presence()
    presence.start(AGENT, samples(5_000))
    presence.stop(AGENT, samples(10_000))
    return recognition(
        presence,
        HoldSettings(),
        is_announced=is_announced,
        music=[samples(ms) for ms in music_ms],
        music_known_at=samples(music_known_ms),
        last_mutter=None if last_mutter_ms is None else samples(last_mutter_ms),
    )


def expected(at_ms: int, why: str) -> tuple[int, str]:
    """Return when and why, with what it takes to be certain."""
    return samples(at_ms + CERTAIN), why


def when(found: Recognition | None) -> tuple[int, str]:
    """Return when and why a hold was recognised."""
    assert found is not None
    assert found.start == samples(10_000)
    return found.at, found.why


def test_by_its_announcement() -> None:
    """Three seconds after the exchange."""
    assert when(recognised(is_announced=True)) == expected(13_000, "announcement")


def test_by_music() -> None:
    """After two seconds of it, and at once when the hold was announced."""
    assert when(recognised(music_ms=[11_000])) == expected(13_000, "music")
    soon = recognised(is_announced=True, music_ms=[10_500], music_known_ms=12_500)
    assert when(soon) == expected(12_500, "announcement")


def test_by_its_length() -> None:
    """After 25 s, but not while the customer may still get an answer."""
    assert when(recognised()) == expected(35_000, "length")
    late = recognised(last_mutter_ms=34_000)
    assert when(late) == (samples(38_000), "length")
    assert recognised(last_mutter_ms=None) is None


def test_not_while_somebody_speaks() -> None:
    """Whoever speaks is not waiting."""
    presence = Presence()
    presence.start(AGENT, 0)
    presence.stop(AGENT, samples(10_000))
    presence.start(CUSTOMER, samples(11_000))

    assert (
        recognition(
            presence,
            HoldSettings(),
            is_announced=True,
            music=[],
            music_known_at=0,
            last_mutter=0,
        )
        is None
    )
