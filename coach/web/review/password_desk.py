"""Passwords off the event loop: few at once, for each takes 64 MiB and a core."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher

from coach.store.passwords import HASHER, Verified, hash_password, verify_password
from coach.web.review.answers import RefusedError

AT_ONCE = 2
MAX_WAITING = 20
"""Passwords that wait to be looked at; more are refused."""


class PasswordDesk:
    """Hash and verify passwords in threads.

    Args:
        hasher: Argon2id, with its parameters.
    """

    def __init__(self, hasher: PasswordHasher = HASHER) -> None:
        self._hasher = hasher
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="review password")
        self._waiting = 0

    async def verify(self, kept: str | None, password: str) -> Verified:
        """Return whether a password is right.

        Raises:
            RefusedError: Too many wait.
        """
        self._count()
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, verify_password, kept, password, self._hasher
            )
        finally:
            self._waiting -= 1

    async def hash(self, password: str) -> str:
        """Return the form in which a password is kept.

        Raises:
            RefusedError: Too many wait.
        """
        self._count()
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, hash_password, password, self._hasher
            )
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Wait for what runs; what waits is dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _count(self) -> None:
        if self._waiting >= MAX_WAITING:
            message = "too many are signing in; try again in a moment"
            raise RefusedError(503, "busy", message, {"Retry-After": "2"})
        self._waiting += 1
