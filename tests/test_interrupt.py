import asyncio
import os
import signal

import pytest

from coach.interrupt import interrupts


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_the_first_signal_sets_the_event(number: signal.Signals) -> None:
    """Nothing is interrupted; whoever waits for the event goes on."""
    with interrupts() as interrupted:
        os.kill(os.getpid(), number)
        async with asyncio.timeout(5):
            await interrupted.wait()
        assert interrupted.is_set()


async def test_the_second_signal_is_as_it_always_was() -> None:
    """After the first one the handlers from before are back."""
    before = signal.getsignal(signal.SIGTERM)
    with interrupts() as interrupted:
        assert signal.getsignal(signal.SIGTERM) is not before
        os.kill(os.getpid(), signal.SIGTERM)
        await interrupted.wait()
        assert signal.getsignal(signal.SIGTERM) is before


async def test_leaving_brings_the_handlers_back() -> None:
    """Without a signal, too."""
    before = signal.getsignal(signal.SIGTERM)
    with interrupts():
        pass
    assert signal.getsignal(signal.SIGTERM) is before
