import threading

from coach.audio.patience import ends_within


def test_what_ends_is_waited_for() -> None:
    """It has been done when the answer is yes."""
    done: list[int] = []
    assert ends_within(5.0, lambda: done.append(1))
    assert done == [1]


def test_what_hangs_is_left_to_itself() -> None:
    """In a thread that does not keep the program from ending."""
    release = threading.Event()
    assert not ends_within(0.01, lambda: _wait(release))
    assert all(t.daemon for t in threading.enumerate() if t.name == "close-device")
    release.set()


def _wait(event: threading.Event) -> None:
    event.wait()
