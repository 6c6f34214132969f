from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.audio.devices import Device, DeviceKind, choose, find, numbered
from coach.errors import DeviceError
from coach.events import Speaker
from tests.audio.sound_devices import device

LOOPBACK, PLAYBACK = DeviceKind.LOOPBACK, DeviceKind.PLAYBACK


def desk(*, plays: str = "", default: str = "speakers") -> list[Device]:
    """A laptop with its own sound and a headset."""
    devices = [
        device("Built-in microphone", card="laptop", is_default=True),
        device("Jabra microphone", card="jabra", is_headset=True),
    ]
    for name, card in (("speakers", "laptop"), ("jabra", "jabra")):
        state = {"is_default": name == default, "is_playing": name == plays}
        title = f"{name.capitalize()} output"
        out = device(title, PLAYBACK, card=card, **state)
        loop = device(
            f"Monitor of {title}", LOOPBACK, card=card, loopback_of=out.id, **state
        )
        devices += [out, loop]
    return numbered(devices)


def names(devices: list[Device], **named: str) -> tuple[str | None, str | None]:
    """The names that are chosen."""
    choice = choose(devices, **named)
    agent, customer = choice.agent, choice.customer
    return (agent.name if agent else None, customer.name if customer else None)


def test_listing_has_microphones_then_loopbacks_then_outputs() -> None:
    """Numbers count from 1; among each kind the default comes first."""
    devices = desk()
    assert [d.number for d in devices] == [1, 2, 3, 4, 5, 6]
    assert [d.kind for d in devices[::2]] == [
        DeviceKind.MICROPHONE,
        LOOPBACK,
        PLAYBACK,
    ]
    assert devices[0].is_default
    assert devices[2].name == "Monitor of Speakers output"


def test_headset_is_preferred_to_the_laptop_s_own_microphone() -> None:
    """With nothing playing, its own output is the customer."""
    assert names(desk()) == ("Jabra microphone", "Monitor of Jabra output")


def test_what_plays_now_is_the_customer() -> None:
    """Somebody with a call on the speakers need not name them."""
    assert names(desk(plays="speakers"))[1] == "Monitor of Speakers output"


def test_headset_that_plays_comes_before_a_default_that_plays() -> None:
    """Music on the speakers is not the call in the headset."""
    loud = [replace(d, is_playing=d.kind is not DeviceKind.MICROPHONE) for d in desk()]
    assert names(loud)[1] == "Monitor of Jabra output"


def test_default_headset_is_taken_among_two() -> None:
    """The one that the user made the default."""
    devices = [
        device("First headset", is_headset=True),
        device("Second headset", is_headset=True, is_default=True),
    ]
    assert names(devices) == ("Second headset", None)


def test_without_a_headset_the_defaults_are_taken() -> None:
    """A desk with loudspeakers and a microphone works too."""
    devices = [d for d in desk() if d.card == "laptop"]
    assert names(devices) == ("Built-in microphone", "Monitor of Speakers output")


def test_without_devices_nothing_is_chosen_and_the_reason_is_said() -> None:
    """No error: the caller shows the advice."""
    choice = choose([])
    assert "no microphone" in choice.agent_reason
    assert "no loopback" in choice.customer_reason


@pytest.mark.parametrize("wanted", ["1", "BUILT-IN", "built-in-microphone"])
def test_a_device_is_named_by_number_part_or_id(wanted: str) -> None:
    """Whatever the listing shows."""
    assert find(desk(), wanted, Speaker.AGENT).name == "Built-in microphone"


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        (Speaker.AGENT, "Jabra microphone"),
        (Speaker.CUSTOMER, "Monitor of Jabra output"),
    ],
)
def test_a_headset_s_name_means_the_side_that_suits(
    speaker: Speaker, name: str
) -> None:
    """The same word names its microphone for one and its loopback for the other."""
    assert find(desk(), "jabra", speaker).name == name


def test_an_output_stands_for_its_loopback() -> None:
    """By its number as by its id."""
    devices = desk()
    output = next(d for d in devices if d.id == "jabra-output")
    for wanted in (output.id, str(output.number)):
        found = find(devices, wanted, Speaker.CUSTOMER)
        assert found.loopback_of == output.id


def test_an_output_without_a_loopback_is_refused() -> None:
    """Nothing can be heard there."""
    with pytest.raises(DeviceError, match="only plays"):
        find([device("Speakers", PLAYBACK)], "speakers", Speaker.CUSTOMER)


def test_an_unknown_name_is_refused_with_what_there_is() -> None:
    """The message lists what can be named."""
    with pytest.raises(DeviceError, match=r"called that.*Jabra microphone"):
        find(desk(), "sennheiser", Speaker.AGENT)


def test_a_name_that_fits_several_is_refused_with_each() -> None:
    """Only the candidates."""
    with pytest.raises(DeviceError, match="could be several") as caught:
        find(desk(), "microphone", Speaker.AGENT)
    assert "Built-in" in str(caught.value)
    assert "Monitor" not in str(caught.value)


@pytest.mark.parametrize("customer", ["1", "built-in-microphone"])
def test_one_source_is_never_both_sides(customer: str) -> None:
    """Every word would be everybody's."""
    with pytest.raises(DeviceError, match="both the agent and the customer"):
        choose(desk(), agent="1", customer=customer)


def test_a_loopback_taken_for_the_agent_is_not_the_customer_s_too() -> None:
    """Not even if it is the one that plays."""
    devices = desk(plays="jabra")
    assert names(devices, agent="jabra-output")[1] == "Monitor of Speakers output"


DEVICES = st.lists(
    st.builds(
        device,
        st.sampled_from(["Jabra", "Realtek", "USB audio", "Webcam"]),
        st.sampled_from(list(DeviceKind)),
        id=st.uuids().map(str),
        is_default=st.booleans(),
        is_playing=st.booleans(),
        is_headset=st.booleans(),
        card=st.sampled_from([None, "a", "b"]),
    ),
    max_size=8,
)


@given(DEVICES)
def test_whatever_there_is_the_choice_can_be_listened_to(devices: list[Device]) -> None:
    """A microphone for the agent if there is one, a loopback for the customer."""
    choice = choose(numbered(devices))
    kinds = {d.kind for d in devices}
    assert (choice.agent is not None) == (DeviceKind.MICROPHONE in kinds)
    assert (choice.customer is not None) == (LOOPBACK in kinds)
    assert choice.agent is None or choice.agent.kind is DeviceKind.MICROPHONE
    assert choice.customer is None or choice.customer.kind is LOOPBACK


@given(DEVICES, st.text(max_size=8), st.sampled_from(list(Speaker)))
def test_whatever_is_named_is_found_or_refused(
    devices: list[Device], wanted: str, speaker: Speaker
) -> None:
    """Nothing but a DeviceError, and nothing that only plays."""
    try:
        found = find(numbered(devices), wanted, speaker)
    except DeviceError:
        return
    assert found.kind is not PLAYBACK
