import pytest
from starlette.testclient import TestClient, WebSocketDenialResponse

from coach.web.app import overlay_app
from coach.web.hub import OverlayHub
from coach.web.pages import load_page, page_folder

PAGE = load_page(page_folder("overlay"))


@pytest.fixture
def client() -> TestClient:
    """A browser at the server's own address, which follows no redirects."""
    app = overlay_app(OverlayHub(), token="t", page=PAGE)
    return TestClient(app, base_url="http://127.0.0.1:8765", follow_redirects=False)


class TestPage:
    def test_is_served_with_its_policy(self, client: TestClient) -> None:
        """The page itself, under its address."""
        response = client.get("/overlay/")

        assert response.status_code == 200
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert "script-src 'self'" in response.headers["content-security-policy"]
        assert response.content == PAGE["index.html"].body

    @pytest.mark.parametrize("name", sorted(PAGE))
    def test_every_file_has_its_type(self, client: TestClient, name: str) -> None:
        """With nosniff, a wrong type would be a page that does not start."""
        response = client.get(f"/overlay/{name}")

        assert response.status_code == 200
        assert response.headers["content-type"] == PAGE[name].content_type
        assert response.headers["x-content-type-options"] == "nosniff"

    def test_is_not_sent_twice(self, client: TestClient) -> None:
        """A browser that has the file hears only that it has not changed."""
        etag = client.get("/overlay/main.js").headers["etag"]
        response = client.get("/overlay/main.js", headers={"if-none-match": etag})

        assert (response.status_code, response.content) == (304, b"")

    @pytest.mark.parametrize("path", ["/", "/overlay"])
    def test_the_rest_leads_to_it(self, client: TestClient, path: str) -> None:
        """To the same host only: the address is relative."""
        response = client.get(path)

        assert response.status_code == 307
        assert response.headers["location"] == "/overlay/"

    @pytest.mark.parametrize(
        "path",
        [
            "/nothing",
            "/overlay/nothing.js",
            "/overlay/../pyproject.toml",
            "/overlay/%2e%2e/pyproject.toml",
            "/overlay/..%2fpyproject.toml",
            "/overlay/%2e%2e%5cpyproject.toml",
            "/overlay//etc/passwd",
            "/overlay/index.html%00.js",
            "/overlay/index.html/",
            "/overlay/socket",
        ],
    )
    def test_there_is_nothing_else(self, client: TestClient, path: str) -> None:
        """No path leads out of the page's files."""
        response = client.get(path)

        assert response.status_code == 404
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert b"[project]" not in response.content

    def test_heads_are_answered(self, client: TestClient) -> None:
        """With the headers and without the body."""
        response = client.head("/overlay/")

        assert (response.status_code, response.content) == (200, b"")
        assert int(response.headers["content-length"]) == len(PAGE["index.html"].body)

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
    def test_other_methods_are_refused(self, client: TestClient, method: str) -> None:
        """There is nothing to change by a request."""
        response = client.request(method, "/overlay/")

        assert response.status_code == 405
        assert response.headers["x-content-type-options"] == "nosniff"


class TestSocketDoor:
    @pytest.mark.parametrize(
        "headers",
        [
            {"host": "evil.example:8765"},
            {"host": "127.0.0.1:8765", "origin": "http://evil.example"},
            {"host": "127.0.0.1:8765", "origin": "http://127.0.0.1:3000"},
            {"host": "127.0.0.1:8765", "origin": "null"},
        ],
    )
    def test_foreign_pages_get_no_connection(
        self, client: TestClient, headers: dict[str, str]
    ) -> None:
        """Refused with 403 before anything is accepted."""
        with (
            pytest.raises(WebSocketDenialResponse) as refused,
            client.websocket_connect("/overlay/socket", headers=headers),
        ):
            pass

        assert refused.value.status_code == 403
