"""Where and how the review server may be reached: never over plain HTTP on a network.

accounts   host            what it takes
none       loopback        nothing
none       another         is refused: there is nobody to tell from anybody
some       loopback        nothing
some       another         --certificate, --key and --address, or --behind-proxy
                           and --address
"""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from coach.errors import ServerError
from coach.web.binding import LOOPBACK
from coach.web.review.site import Site, parse_address

DEFAULT_PORT = 8766


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPlan:
    """How the review server is asked to be reached."""

    host: str = LOOPBACK
    port: int = DEFAULT_PORT
    address: str | None = None
    """What browsers call it: ``https://calls.example``."""
    certificate: Path | None = None
    key: Path | None = None
    is_behind_proxy: bool = False
    """Whether TLS ends before it, at a proxy that may be believed."""

    def site(self, *, is_team: bool) -> Site:
        """Return what the server is to its browsers.

        Raises:
            ServerError: It may not be reached so.
        """
        if (self.certificate is None) != (self.key is None):
            raise ServerError("--certificate and --key go together")
        if self.is_behind_proxy and self.certificate is not None:
            raise ServerError(
                "TLS ends at the proxy or here: --behind-proxy goes "
                "without --certificate"
            )
        has_tls = self.certificate is not None or self.is_behind_proxy
        is_local = is_loopback(self.host)
        if not is_team and (not is_local or self.address or self.is_behind_proxy):
            raise ServerError(
                "without accounts the calls are for this machine alone; "
                "coach accounts add makes the first, an admin's"
            )
        if not is_local and not has_tls:
            raise ServerError(
                f"{self.host} can be reached by others, and so needs --certificate and "
                "--key, or --behind-proxy"
            )
        if (not is_local or self.is_behind_proxy) and self.address is None:
            raise ServerError(
                "--address is missing: https:// and what browsers call it"
            )
        if self.address is not None and not has_tls:
            raise ServerError("--address goes with --certificate or --behind-proxy")
        return Site(
            address=self._origin(),
            is_https=has_tls,
            is_behind_proxy=self.is_behind_proxy,
        )

    def _origin(self) -> str | None:
        try:
            return None if self.address is None else parse_address(self.address)
        except ValueError as wrong:
            raise ServerError(f"--address: {wrong}") from None


def is_loopback(host: str) -> bool:
    """Whether only this machine can connect to an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
