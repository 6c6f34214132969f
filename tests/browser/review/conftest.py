"""The page of a call, as the tests of it see it."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.browser.conftest import Windows
from tests.browser.review.call_desk import CallPages, CallSite


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def call_pages(windows: Windows) -> AsyncIterator[CallPages]:
    """What shows the page of a call."""
    async with CallSite().serving() as site:
        yield CallPages(site, windows)
