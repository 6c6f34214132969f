"""The review server on a port of its own."""

import asyncio
import json
import ssl
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from coach.errors import ServerError
from coach.store.database import Database
from coach.web.review.plan import ReviewPlan
from coach.web.review.server import ReviewServer, check_certificate
from tests.store.samples import policy
from tests.web.review.team import ADAM, PASSWORD, QUICK, TOKEN, Team


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page's folder."""
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html>")
    return folder


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of calls.example, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    certificate, key = folder / "calls.pem", folder / "calls.key"
    try:
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"),
                *("-pkeyopt", "ec_paramgen_curve:prime256v1"),
                *("-subj", "/CN=calls.example"),
                *("-addext", "subjectAltName=DNS:calls.example"),
                *("-keyout", str(key), "-out", str(certificate)),
            ],
            check=True,
            capture_output=True,
        )
    except FileNotFoundError:
        pytest.skip("needs openssl to make a certificate")
    return certificate, key


@asynccontextmanager
async def serving(
    db: Database, page: Path, plan: ReviewPlan | None = None
) -> AsyncIterator[ReviewServer]:
    """Serve a store."""
    async with ReviewServer(
        db,
        policy=policy(),
        token=TOKEN,
        plan=plan or ReviewPlan(port=0),
        page=page,
        hasher=QUICK,
    ) as server:
        yield server


async def send(
    server: ReviewServer, request: bytes, context: ssl.SSLContext | None = None
) -> bytes:
    """Send bytes; return what is answered until the server hangs up."""
    reader, writer = await asyncio.open_connection(
        "127.0.0.1",
        server.port,
        ssl=context,
        server_hostname=None if context is None else "calls.example",
    )
    try:
        writer.write(request)
        async with asyncio.timeout(8):
            return await reader.read()
    finally:
        writer.transport.abort()


def request(
    path: str,
    *headers: str,
    host: str = "127.0.0.1",
    method: str = "GET",
    body: str = "",
) -> bytes:
    """Return a request, byte for byte."""
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {host}",
        "Connection: close",
        *headers,
    ]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


async def test_alone_the_address_has_the_token(db: Database, page: Path) -> None:
    """For whoever reads it in the terminal."""
    async with serving(db, page) as server:
        start = f"http://127.0.0.1:{server.port}/review/#token="
        assert server.url.startswith(start)
        answer = await send(server, request("/review/"))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"server:" not in answer.lower()


def test_of_a_team_s_server_it_has_none(team: Team, page: Path) -> None:
    """There one signs in."""

    async def url() -> str:
        async with serving(team.db, page) as server:
            return server.url

    assert "#" not in team.portal.call(url)


async def test_leaving_ends_what_goes_on(db: Database, page: Path) -> None:
    """A connection that is open holds nothing up."""
    async with serving(db, page) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    async with asyncio.timeout(5):
        assert await reader.read() == b""
    writer.close()


@pytest.mark.parametrize(
    "raw",
    [
        b"nonsense\r\n\r\n",
        b"GET /review/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "
        + b"x" * 70_000
        + b"\r\n\r\n",
        b"GET /review/ HTTP/1.1\r\n\r\n",
        b"POST /review/api/session HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Content-Type: application/json\r\nContent-Length: 999999\r\n\r\n"
        + b"x"
        * 100_000,
    ],
)
async def test_what_is_broken_is_refused_and_the_rest_goes_on(
    db: Database, page: Path, raw: bytes
) -> None:
    """With a status of 400 or more, or without a word."""
    async with serving(db, page) as server:
        answer = await send(server, raw)
        assert answer == b"" or answer.split(b" ")[1] >= b"400"
        fine = await send(server, request("/review/api/session"))
    assert b'"personal"' in fine


def test_who_goes_away_in_the_middle_of_the_sound_stops_nothing(
    alone: Team, page: Path
) -> None:
    """Fifty seeks do not pile up."""
    uid = alone.call(audio=True)
    alone.audio_of(uid).write_bytes(bytes(4_000_000))
    assert alone.portal.call(_seek, alone.db, page, uid) == bytes(10)


async def _seek(db: Database, page: Path, uid: str) -> bytes:
    async with serving(db, page) as server:
        signed_in = await send(
            server,
            request(
                "/review/api/session",
                method="POST",
                body=json.dumps({"token": TOKEN}),
            ),
        )
        cookie = signed_in.split(b"set-cookie: ")[1].split(b";")[0].decode()
        path = f"/review/api/calls/{uid}/audio"
        for start in range(0, 50_000, 1_000):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            asked = f"Range: bytes={start}-"
            writer.write(request(path, f"Cookie: {cookie}", asked))
            await reader.readexactly(100)
            writer.transport.abort()
        asked = "Range: bytes=3999990-"
        answer = await send(server, request(path, f"Cookie: {cookie}", asked))
        return answer.partition(b"\r\n\r\n")[2]


def test_a_team_s_server_with_a_certificate(
    team: Team, page: Path, certificate: tuple[Path, Path]
) -> None:
    """Its cookie is for TLS alone, and another host's name is nobody's."""
    found = team.portal.call(_over_tls, team.db, page, certificate)
    assert found.url == "https://calls.example/review/"
    assert b" 200 " in found.signed_in
    assert b"; Secure" in found.signed_in
    assert b" 403 " in found.refused
    assert found.plain == b"" or b" 400 " in found.plain


class _Found:
    """What came of asking over TLS."""

    url: str
    signed_in: bytes
    refused: bytes
    plain: bytes


async def _over_tls(db: Database, page: Path, certificate: tuple[Path, Path]) -> _Found:
    context = ssl.create_default_context(cafile=str(certificate[0]))
    plan = ReviewPlan(
        port=0,
        address="https://calls.example",
        certificate=certificate[0],
        key=certificate[1],
    )
    found = _Found()
    async with serving(db, page, plan) as server:
        found.url = server.url
        body = json.dumps({"name": ADAM, "password": PASSWORD})
        asked = request(
            "/review/api/session",
            "Origin: https://calls.example",
            host="calls.example",
            method="POST",
            body=body,
        )
        found.signed_in = await send(server, asked, context)
        found.refused = await send(server, request("/review/"), context)
        try:
            found.plain = await send(server, request("/review/"))
        except ConnectionResetError:
            found.plain = b""
    return found


def test_a_certificate_has_to_go_with_its_key(
    certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    """It is seen before the port is bound."""
    check_certificate(*certificate)
    other = tmp_path / "other"
    other.write_text("x")
    with pytest.raises(ServerError, match="no certificate"):
        check_certificate(certificate[0], other)
    with pytest.raises(ServerError, match="No such file"):
        check_certificate(tmp_path / "none", other)
