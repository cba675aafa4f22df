"""A decision of an editor, made on the review page: it is written as a ruling, and the next build obeys it."""

import asyncio
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.errors import KgError
from kg.web.pages import failed
from kg.web.replies import Refused, body_of
from kg.web.state import state_of
from kg.web.wire import Reply
from kg.web.writing import CHALLENGE

_LARGEST = 64_000
_turn = asyncio.Lock()
"""A file of rulings is read, and written whole."""


async def rule(request: Request) -> Response:
    """Write a ruling from the form: `ruling` (same, different) of `one` and `other`, `because`, and the token."""
    state = state_of(request)
    try:
        form = dict(parse_qsl((await body_of(request, _LARGEST)).decode("utf-8", "replace"), max_num_fields=20))  # without empty values
    except Refused as refused:
        return refused.response
    except ValueError as error:
        return failed(request, Reply(400, str(error).encode()))
    if not state.settings.token:
        return failed(request, Reply(403, b"this server does not write; its keeper can let it: kg serve --writable."))
    if not state.fits(form.get("token", "")):
        page = failed(request, Reply(401, b"the token is missing or wrong; nothing was written."))
        page.headers["WWW-Authenticate"] = CHALLENGE
        return page
    if form.get("ruling") not in ("same", "different"):
        return failed(request, Reply(400, b"ruling must be same or different."))
    try:
        async with _turn:
            await run_in_threadpool(_written, state.settings.rulings, form)
    except KgError as error:
        return failed(request, Reply(400, str(error).encode()))
    except OSError as error:
        return failed(request, Reply(500, f"the ruling could not be written: {error}.".encode()))
    return RedirectResponse(f"{request.scope.get('root_path', '')}/review?ruled=1", 303)


def _written(rulings: Path | None, form: dict[str, str]) -> None:
    from kg.editing import ruling_of  # late: loads the knowledge
    from kg.rulings import DEFAULT_FILE, write

    ruling = ruling_of(form.get("one", ""), form.get("other", ""), form["ruling"] == "same", form.get("because", ""))
    write(rulings or DEFAULT_FILE, ruling)
