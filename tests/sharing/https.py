"""A company's own certificate, and a server that answers with it on loopback."""

import contextlib
import http.server
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from coach.sharing.protocol import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """For 127.0.0.1, signed by a company's own authority."""

    ca: Path
    """What to trust."""
    certificate: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """What a server serves with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, self.key)
        return context


@cache
def own_certificate() -> Certificate:
    """Make an authority and a certificate by it, once a run."""
    folder = Path(mkdtemp(prefix="coach-test-ca-"))
    ca, certificate = folder / "ca.pem", folder / "server.pem"
    ca_key, key = folder / "ca-key.pem", folder / "key.pem"
    _openssl(
        *("req", "-x509", "-subj", "/CN=Company", "-days", "2", "-nodes"),
        *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
        *("-keyout", str(ca_key), "-out", str(ca)),
        *("-addext", "keyUsage=critical,keyCertSign"),
    )
    _openssl(
        *("req", "-x509", "-subj", "/CN=calls", "-days", "2", "-nodes"),
        *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
        *("-keyout", str(key), "-out", str(certificate)),
        *("-CA", str(ca), "-CAkey", str(ca_key)),
        *("-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"),
        *("-addext", "basicConstraints=critical,CA:false"),
    )
    return Certificate(ca=ca, certificate=certificate, key=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as a server saw it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answer = Callable[[Asked], Response]


@contextlib.contextmanager
def serving(answer: Answer, *, is_https: bool = True) -> Iterator[str]:
    """Serve on loopback while the block lasts; yield the address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65_537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            length = int(self.headers.get("content-length", 0))
            asked = Asked(
                method=self.command,
                path=self.path,
                headers={k.lower(): v for k, v in self.headers.items()},
                body=self.rfile.read(length),
            )
            response = answer(asked)
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(response.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(response.body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if is_https:
        context = own_certificate().context()
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        scheme = "https" if is_https else "http"
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
