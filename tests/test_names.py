"""The whole way from text to linked names, on sentences a reader of Chinese can check: tests/cases/names.tsv.

A row is phenomenon, home (`-`: a national text), and a sentence with marks `[surface|Type|canonical name]`. `Type?` may be found
or not, `A/B` means either, and whatever has no mark must stay unmarked.
"""

import re
from pathlib import Path

import pytest

from kg.model import Document, Header
from kg.pipeline import annotate

_MARK = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)(?:\|([^\[\]]+))?\]")
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "names.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("phenomenon", "home", "sentence"), ROWS, ids=[f"{number}-{row[0]}" for number, row in enumerate(ROWS)])
def test_a_sentence_is_annotated_as_it_is_marked(phenomenon: str, home: str, sentence: str) -> None:
    publisher = "" if home == "-" else f"{home}人民政府"
    text = _MARK.sub(r"\1", sentence)
    links = annotate(Document("urn:case", "case", "case.txt", "", text, Header(publisher=publisher), "")).links
    found = {(link.mention.span.start, link.mention.span.end): (link.mention.kind, link.entity.label) for link in links if link.entity}
    shift = 0
    free: list[tuple[int, int]] = []
    for match in _MARK.finditer(sentence):
        surface, kinds, label = match[1], match[2], match[3] or match[1]
        start = match.start() - shift
        span = (start, start + len(surface))
        shift += len(match[0]) - len(surface)
        if kinds.endswith("?"):
            free.append(span)
            continue
        assert span in found, f"{phenomenon}: {surface} is not found in {text}"
        kind, name = found.pop(span)
        assert kind in kinds.split("/"), f"{phenomenon}: {surface} is found as {kind}"
        assert name == label, f"{phenomenon}: {surface} is taken for {name}"
    extra = [text[a:b] for a, b in found if not any(a < end and start < b for start, end in free)]
    assert not extra, f"{phenomenon}: {extra} should not be found in {text}"
