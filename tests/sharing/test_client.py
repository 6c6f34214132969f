import io
import socket
from pathlib import Path

import pytest

from coach.errors import ShareError
from coach.sharing.address import server_address
from coach.sharing.client import TeamServer
from coach.sharing.protocol import MAX_ANSWER_BYTES, Request, Response, Span
from tests.sharing.https import Asked, own_certificate, serving

ASK = Request(method="GET", path="/share/api")


def fine(_: Asked) -> Response:
    """An answer."""
    return Response(status=200, headers={"Upload-Offset": "7", "x": "y"}, body=b"{}")


def ask(url: str, request: Request = ASK, *, ca: Path | None = None) -> Response:
    """Ask a server once."""
    with TeamServer(server_address(url), "secret", ca=ca) as server:
        return server.ask(request, io.BytesIO(b"0123456789"))


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what a test sets."""
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_company_s_own_certificate_can_be_named() -> None:
    """With ``--ca``; the answer's status, its few headers and its body come back."""
    with serving(fine) as url:
        response = ask(url, ca=own_certificate().ca)
    assert response == Response(status=200, headers={"upload-offset": "7"}, body=b"{}")


def test_or_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where other programs look for it, too."""
    monkeypatch.setenv("SSL_CERT_FILE", str(own_certificate().ca))
    with serving(fine) as url:
        assert ask(url).status == 200


def test_a_certificate_nobody_vouches_for_is_refused() -> None:
    """Before the token is told; and trying again would not help."""
    asked: list[Asked] = []

    def note(request: Asked) -> Response:
        asked.append(request)
        return fine(request)

    with serving(note) as url, pytest.raises(ShareError, match=r"--ca FILE") as refused:
        ask(url)
    assert not refused.value.is_passing
    assert asked == []


def test_a_certificate_for_another_host_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Though the company vouches for it."""
    real = socket.getaddrinfo

    def to_loopback(_: object, *rest: object, **named: object) -> object:
        return real("127.0.0.1", *rest, **named)  # type: ignore[arg-type]

    with serving(fine) as url:
        monkeypatch.setattr(socket, "getaddrinfo", to_loopback)
        other = url.replace("127.0.0.1", "calls.example.org")
        with pytest.raises(ShareError, match="certificate is refused"):
            ask(other, ca=own_certificate().ca)


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_useless_file_of_certificates_is_one_line(
    tmp_path: Path, content: str | None
) -> None:
    """Missing, or something else."""
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ShareError, match=r"ca\.pem: "):
        ask("https://127.0.0.1:1", ca=path)


def test_the_token_goes_in_its_header_and_a_span_as_its_bytes() -> None:
    """To the server only."""
    asked: list[Asked] = []

    def note(request: Asked) -> Response:
        asked.append(request)
        return fine(request)

    request = Request(method="PATCH", path="/share/api/calls/x/sound", body=Span(3, 6))
    with serving(note, is_https=False) as url:
        ask(url, request)
    (one,) = asked
    assert one.headers["authorization"] == "Bearer secret"
    assert (one.method, one.path, one.body) == ("PATCH", request.path, b"345")


def test_no_redirect_is_followed() -> None:
    """It comes back as it is, and the other host hears nothing."""
    reached: list[Asked] = []

    def other(request: Asked) -> Response:
        reached.append(request)
        return fine(request)

    with serving(other, is_https=False) as elsewhere:
        away = Response(status=307, headers={"location": f"{elsewhere}/share/api"})
        with serving(lambda _: away, is_https=False) as url:
            assert ask(url).status == 307
    assert reached == []


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment names."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serving(fine, is_https=False) as url:
        assert ask(url).status == 200


def test_an_answer_without_end_is_not_read() -> None:
    """A coach's is short."""
    long = Response(status=200, body=bytes(MAX_ANSWER_BYTES + 1))
    with (
        serving(lambda _: long, is_https=False) as url,
        pytest.raises(ShareError, match="far too long"),
    ):
        ask(url)


def test_a_server_that_is_not_there_may_be_later() -> None:
    """One line, and a passing trouble."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(ShareError, match="cannot be reached") as failed:
            ask(f"http://127.0.0.1:{port}")
    assert failed.value.is_passing
    assert "\n" not in str(failed.value)


def test_a_server_that_dies_in_the_middle_may_live_later() -> None:
    """No answer is no refusal."""

    def die(_: Asked) -> Response:
        raise ConnectionResetError

    with (
        serving(die, is_https=False) as url,
        pytest.raises(ShareError) as failed,
    ):
        ask(url)
    assert failed.value.is_passing


def test_plain_http_where_https_is_meant_is_said() -> None:
    """It is another server, or the wrong port."""
    with (
        serving(fine, is_https=False) as url,
        pytest.raises(ShareError, match="no HTTPS"),
    ):
        ask(url.replace("http:", "https:"))


def test_sound_that_was_cut_short_is_not_sent() -> None:
    """The file changed under it."""
    request = Request(method="PATCH", path="/", body=Span(5, 50))
    with pytest.raises(ShareError, match="cut short"):
        ask("http://127.0.0.1:1", request)
