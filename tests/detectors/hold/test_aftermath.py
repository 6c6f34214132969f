from coach.audio_time import samples
from coach.detectors.hold.aftermath import Aftermath
from coach.detectors.hold.language import HoldLanguage
from coach.detectors.hold.settings import HoldSettings
from coach.events import Event, FindingRaised, Hold, HoldChanged, HoldWithdrawn
from tests.detectors.scripts import AGENT, utterance

END_MS = 21_000
NOW = samples(30_000)


def aftermath(*, is_mere_patience: bool = False) -> Aftermath:
    """Return that of a hold of 20 s that was by the book so far."""
    hold = Hold(
        id="hold-1000",
        start=samples(1_000),
        end=samples(END_MS),
        announced=True,
        permission=True,
        promised=samples(30_000),
        limit=samples(30_000),
        checked_back=False,
        thanked=False,
        music="none",
    )
    language = HoldLanguage(HoldSettings())
    return Aftermath(hold, language, is_mere_patience=is_mere_patience)


def hear(made: Aftermath, text: str, *, at_ms: int = END_MS) -> list[Event]:
    """Return what the agent's words at a time make of it."""
    said = utterance(AGENT, at_ms, at_ms + 2_000, text)
    return made.hear(said, NOW, is_away_again=False)


def test_thanks() -> None:
    """Thanks within twelve seconds of the return count, later ones do not."""
    in_time, late = aftermath(), aftermath()

    (changed,) = hear(in_time, "Thanks for waiting.", at_ms=END_MS + 12_000)
    assert isinstance(changed, HoldChanged)
    assert changed.hold.thanked
    assert in_time.close(NOW) == []

    assert hear(late, "Thanks for waiting.", at_ms=END_MS + 12_001) == []
    (finding,) = late.close(NOW)
    assert isinstance(finding, FindingRaised)
    assert finding.finding.at == NOW


def test_it_was_no_hold() -> None:
    """An agent who was there all the time voids a mere "one moment"."""
    patient, clear = aftermath(is_mere_patience=True), aftermath()

    (withdrawn,) = hear(patient, "Sorry, it's slow today.")
    assert isinstance(withdrawn, HoldWithdrawn)
    assert patient.is_void

    assert hear(clear, "Sorry, it's slow today.") == []
    assert not clear.is_void


def test_a_check_back() -> None:
    """To come back with "it takes longer" is one only when the agent leaves again."""
    made = aftermath()
    assert made.away_again(NOW) == []
    hear(made, "I'm still on it.")

    (changed,) = made.away_again(NOW)

    assert isinstance(changed, HoldChanged)
    assert changed.hold.checked_back
    assert made.away_again(NOW) == []
