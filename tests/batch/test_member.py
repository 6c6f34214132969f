"""One worker process, as its crew sees it; what crews make of it is in test_local."""

import os

from coach.batch.member import ONE_THREAD, _end, _one_thread


def test_libraries_are_told_to_use_one_thread() -> None:
    """Only those of processes that are started meanwhile."""
    before = dict(os.environ)
    with _one_thread():
        assert ONE_THREAD.items() <= os.environ.items()
    assert dict(os.environ) == before


def test_how_a_process_ended_is_said() -> None:
    """A signal, or a status."""
    assert _end(-11) == "died (signal 11)"
    assert _end(3) == "ended (status 3)"
    assert _end(None) == "ended (status None)"
