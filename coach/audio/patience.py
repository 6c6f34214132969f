"""Not waiting for ever for a sound system."""

import threading
from collections.abc import Callable


def ends_within(seconds: float, work: Callable[[], None]) -> bool:
    """Run something in a thread; return whether it was done in time.

    Sound systems may wait for ever for a device that has gone: nobody waits for them.
    """
    thread = threading.Thread(target=work, name="close-device", daemon=True)
    thread.start()
    thread.join(seconds)
    return not thread.is_alive()
