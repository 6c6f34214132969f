"""The review pages, as their tests see them."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.browser.conftest import Windows
from tests.browser.review.call_desk import CallPages, CallSite
from tests.browser.review.desk import ReviewPages, Site


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def call_pages(windows: Windows) -> AsyncIterator[CallPages]:
    """What shows the page of a call."""
    async with CallSite().serving() as site:
        yield CallPages(site, windows)


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def review_pages(windows: Windows) -> AsyncIterator[ReviewPages]:
    """What shows the review pages."""
    async with Site().serving() as site:
        yield ReviewPages(site, windows)
