"""What every handler of a request needs: the workers, the address, the limits, the key to write."""

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request

from kg.web.limits import Limits
from kg.web.pool import Pool


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server was started. `address` ends in a slash and is what the world calls it; without `token` nothing is ever
    written; `logs`: a line for every request."""

    store: Path
    address: str
    limits: Limits
    token: str = ""
    rulings: Path | None = None
    logs: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """A running server: `queries` answers what others ask, `pages` what our own pages ask, so that neither starves the other."""

    settings: Settings
    base: str
    queries: Pool
    pages: Pool

    @property
    def version(self) -> str:
        """The version of the store that is served."""
        return self.queries.version

    def may_write(self, request: Request) -> bool:
        """Whether a request bears the token: `Authorization: Bearer TOKEN`."""
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.fits(given.strip())

    def fits(self, given: str) -> bool:
        """Whether this is the token, compared in constant time."""
        token = self.settings.token
        return bool(token) and hmac.compare_digest(hashlib.sha256(given.encode()).digest(), hashlib.sha256(token.encode()).digest())


def state_of(request: Request) -> State:
    """The state of the server that a request came to."""
    state: State = request.app.state.kg
    return state
