"""The words of the pages in Chinese and English, and which of the two a reader wants."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request

from kg.errors import SetupError
from kg.web.formats import accepted

LANGUAGES = ("zh", "en")
COOKIE = "lang"


@cache
def words() -> dict[str, dict[str, str]]:
    """The words by key and language."""
    path = Path(__file__).with_name("words.yaml")
    try:
        found: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise SetupError(f"{path}: {error}") from error
    return found


def word(key: str, language: str, **values: Any) -> str:
    """What stands under a key in a language, `{n}` and the like filled in; a key that is not there is a SetupError."""
    try:
        text = words()[key][language]
    except KeyError:
        raise SetupError(f"kg/web/words.yaml has no {key} in {language}.") from None
    return text.format(**values) if values else text


def language_of(request: Request) -> str:
    """The language that a reader chose by the switch, or else what the browser prefers; Chinese if it does not mind."""
    for given in (request.query_params.get("lang", ""), request.cookies.get(COOKIE, "")):
        if given in LANGUAGES:
            return given
    wanted = accepted(request.headers.get("accept-language", ""))

    def liked(language: str) -> float:
        return max((weight for one, weight in wanted.items() if one.partition("-")[0] in (language, "*", "*/*")), default=0.0)

    return max(LANGUAGES, key=liked)
