"""A file of sound as an answer."""

from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from coach.web.review import audio_file
from coach.web.review.answers import RefusedError
from coach.web.review.audio_file import AudioFiles, content_type_of

CONTENT = bytes(range(256)) * 10


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401
    """A client of a server that has one file, and sends it in small pieces."""
    monkeypatch.setattr(audio_file, "PIECE_BYTES", 1_000)
    (tmp_path / "a.flac").write_bytes(CONTENT)
    files = AudioFiles(tmp_path)

    async def answer(request: Request) -> Response:
        try:
            return await files.answer(request, request.path_params["name"])
        except RefusedError as refused:
            return refused.answer

    yield TestClient(Starlette(routes=[Route("/{name:path}", answer)]))
    files.close()


def test_the_whole_is_sent_in_pieces(client: TestClient) -> None:
    """Byte for byte."""
    answer = client.get("/a.flac")
    assert answer.status_code == 200
    assert answer.content == CONTENT
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("0-0", 0, 1),
        ("999-1000", 999, 1001),
        ("2000-", 2000, 2560),
        ("-10", 2550, 2560),
    ],
)
def test_a_part_is_sent_alone(
    client: TestClient, asked: str, start: int, end: int
) -> None:
    """And says where it is."""
    answer = client.get("/a.flac", headers={"Range": f"bytes={asked}"})
    assert answer.status_code == 206
    assert answer.content == CONTENT[start:end]
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(CONTENT)}"
    assert answer.headers["content-length"] == str(end - start)


def test_what_is_behind_the_end_is_refused(client: TestClient) -> None:
    """With the length, so that it can be asked again."""
    answer = client.get("/a.flac", headers={"Range": "bytes=2560-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == "bytes */2560"


def test_a_head_has_no_body(client: TestClient) -> None:
    """And the same length."""
    answer = client.head("/a.flac")
    assert answer.content == b""
    assert answer.headers["content-length"] == str(len(CONTENT))


def test_a_part_of_the_same_file_only(client: TestClient) -> None:
    """Where it has changed, all of it is sent; so it is where that cannot be told."""
    etag = client.get("/a.flac").headers["etag"]
    part = {"Range": "bytes=0-9"}
    same = client.get("/a.flac", headers={**part, "If-Range": etag})
    assert same.status_code == 206
    for other in ('"another"', "Mon, 02 Mar 2026 09:30:00 GMT", f"W/{etag}"):
        answer = client.get("/a.flac", headers={**part, "If-Range": other})
        assert answer.status_code == 200
        assert answer.content == CONTENT


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    """The browser has it."""
    etag = client.get("/a.flac").headers["etag"]
    answer = client.get("/a.flac", headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert answer.content == b""


def test_a_file_that_changes_has_another_etag(
    client: TestClient, tmp_path: Path
) -> None:
    """Its length tells."""
    before = client.get("/a.flac").headers["etag"]
    (tmp_path / "a.flac").write_bytes(b"x")
    assert client.get("/a.flac").headers["etag"] != before


@pytest.mark.parametrize("name", ["b.flac", "", ".", "..", "../a.flac/..", "a.flac/b"])
def test_what_is_not_there_is_told(client: TestClient, name: str) -> None:
    """A folder is no sound either."""
    answer = client.get(f"/{name}")
    assert answer.status_code == 404
    assert answer.json()["code"] == "no-audio"


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    """Only its last part counts."""
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "audio").mkdir()
    files = AudioFiles(tmp_path / "audio")

    async def answer(request: Request) -> Response:
        try:
            return await files.answer(request, "../secret")
        except RefusedError as refused:
            return refused.answer

    client = TestClient(Starlette(routes=[Route("/", answer)]))
    assert client.get("/").status_code == 404
    files.close()


def test_a_file_that_ends_early_breaks_the_answer_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is not made up."""
    path = tmp_path / "a.flac"
    path.write_bytes(b"abc")
    assert audio_file._piece(path, 1, 10) == b"bc"
    with pytest.raises(OSError, match="early"):
        audio_file._piece(path, 3, 10)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.flac", "audio/flac"),
        ("a.ogg", "audio/ogg"),
        ("a", "application/octet-stream"),
    ],
)
def test_the_type_is_that_of_the_ending(name: str, kind: str) -> None:
    """Browsers are told not to guess."""
    assert content_type_of(name) == kind
