import pytest

from coach.audio.advice import NO_LOOPBACK, advise, both_sides, purpose
from coach.audio.devices import Device, DeviceKind, choose, numbered
from coach.errors import DeviceError
from coach.events import Speaker
from tests.audio.sound_devices import device

DEVICES = numbered(
    [
        device("Headset"),
        device("Monitor", DeviceKind.LOOPBACK, loopback_of="output"),
        device("Output", DeviceKind.PLAYBACK),
        device("HDMI", DeviceKind.PLAYBACK),
    ]
)


def test_each_device_says_what_it_is_good_for() -> None:
    """An output points to its loopback by its number."""
    purposes = {d.name: purpose(d, DEVICES) for d in DEVICES}
    assert purposes == {
        "Headset": "agent: microphone",
        "Monitor": "customer: what this output plays",
        "HDMI": "not usable: it only plays",
        "Output": "not usable alone: pick its loopback, 2",
    }


def test_nothing_is_advised_where_both_sides_are_there() -> None:
    """A complete choice needs no words."""
    assert advise(choose(DEVICES), DEVICES) == ()


@pytest.mark.parametrize(
    ("platform", "word"),
    [("darwin", "BlackHole"), ("linux", "PulseAudio"), ("win32", "headset")],
)
def test_without_a_loopback_the_platform_s_way_is_advised(
    platform: str, word: str
) -> None:
    """MacOS has none of its own."""
    devices = DEVICES[:1]
    (advice,) = advise(choose(devices), devices, platform)
    assert advice.startswith("no loopback")
    assert word in advice


@pytest.mark.parametrize("platform", ["darwin", "linux", "win32"])
def test_without_any_device_there_is_one_piece_of_advice(platform: str) -> None:
    """Not three complaints about one cause."""
    assert len(advise(choose([]), [], platform)) == 1


def test_an_unknown_platform_gets_linux_s_advice() -> None:
    """BSDs have PulseAudio too."""
    devices = DEVICES[:1]
    (advice,) = advise(choose(devices), devices, "freebsd14")
    assert NO_LOOPBACK["linux"] in advice


@pytest.mark.parametrize(
    ("devices", "missing"),
    [
        ([], "both sides"),
        (DEVICES[1:], "the agent"),
        (DEVICES[:1], "the customer"),
    ],
)
def test_what_is_missing_is_an_error_that_says_what_to_do(
    devices: list[Device], missing: str
) -> None:
    """The same for whoever needs both sides."""
    choice = choose(devices)
    with pytest.raises(DeviceError) as error:
        both_sides(choice, devices)

    assert error.value.source == missing
    assert error.value.reason == "; ".join(advise(choice, devices))


def test_a_whole_choice_has_a_device_for_each_side() -> None:
    """By speaker."""
    sides = both_sides(choose(DEVICES), DEVICES)
    assert {who: one.name for who, one in sides.items()} == {
        Speaker.AGENT: "Headset",
        Speaker.CUSTOMER: "Monitor",
    }
