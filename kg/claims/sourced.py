"""Who published a text before, or published it without having issued it: 来源：广州日报, 转载自…; never an issuer."""

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.reading import Reading
from kg.lexicon import alternation, words
from kg.model import Claim, Entity, Span
from kg.vocabulary import KG

_BETWEEN = re.compile(r"[\s、，,]+")
_LONGEST = 25


def sourced(reading: Reading) -> Iterator[Claim]:
    """The institutions behind 来源 and 转载自 in the page's own table and on lines of the text."""
    for label, value in reading.document.header.more:
        if label in words("_publisher-label"):
            for house in _houses(reading, value):
                yield reading.says((reading.this, KG.publishedBy, house), None, ("source", 0.9))
    for match in _line().finditer(reading.document.text):
        for house in _houses(reading, match["who"]):
            span = Span(reading.document.iri, match.start("label"), match.end("who"))
            yield reading.says((reading.this, KG.publishedBy, house), span, ("source", 0.9))


def _houses(reading: Reading, value: str) -> Iterator[Entity]:
    """The agencies named, and what is a medium or site by the end of its name."""
    for name in _BETWEEN.split(value.strip()):
        if not name or name in words("_document-no-source"):
            continue
        house = reading.resolve(_site().sub("", name), "Agency", reading.document)
        if house is None and name.endswith(words("_site-suffix")) and name not in words("_site-suffix"):
            house = reading.resolve(name, "Organization", reading.document)
        if house is not None:
            yield house


@cache
def _site() -> re.Pattern[str]:
    """What makes its site's name of an agency's: 某厅官网."""
    return re.compile(alternation("_site-of") + "$")


@cache
def _line() -> re.Pattern[str]:
    label = rf"(?P<label>{alternation('_publisher-label')})"
    return re.compile(rf"^(?:[^\S\n]|[（(【])*{label}\s*[:：]\s*(?P<who>[^\n，。；：:（）()【】]{{2,{_LONGEST}}})[）)】]?\s*$", re.M)
