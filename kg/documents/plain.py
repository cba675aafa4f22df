"""Plain text, with or without a head of labels (`标题: …`)."""

import re
from collections.abc import Iterator, Sequence

from kg.chinese.characters import tidy
from kg.documents.body import is_furniture, stamp, title_line
from kg.documents.days import iso
from kg.documents.drafts import Draft
from kg.documents.header import field_of, heading, is_label, number_line, source_of
from kg.errors import DocumentError

_LABEL = re.compile(r"([^:：，。；\s][^:：，。；]{0,11}?)\s*[:：]\s*(.*)")
_SEPARATOR = re.compile(r"\W*[=\-*_#—~]{4,}.*")
_HEAD = 30  # the separator stands among so many lines
_AROUND = 5


def plain(data: str, stem: str) -> Iterator[Draft]:
    """The document of a text file; a DocumentError where it holds a head only."""
    lines = [tidy(line) for line in data.splitlines()]
    fields, start = _head(lines)
    texts = [line for line in lines[start:] if line]
    while texts and is_furniture(texts[-1]):
        texts.pop()
    if not texts:
        raise DocumentError("holds no text behind its head; take it out or fetch it again.")
    title = "" if fields else title_line(texts)
    guesses = [("title", title), ("published", stamp(texts[:_AROUND])), ("published", iso(stem))]
    guesses.append(("number", number_line(texts[:_AROUND])))
    named = heading(fields, [*guesses, ("publisher", source_of([*texts[-_AROUND:], *texts[:_AROUND]]))])
    yield Draft(named.title, "\n".join(texts), named.header)


def _head(lines: Sequence[str]) -> tuple[list[tuple[str, str]], int]:
    """Keys and values above the text, and the line where the text begins.

    The head ends at a line of `====`, or where the lines with known labels end.
    """
    first = next((at for at, line in enumerate(lines) if line), 0)
    if not lines or not (label := _LABEL.fullmatch(lines[first])) or not is_label(label[1]):
        return [], 0
    for at in range(first, min(len(lines), first + _HEAD)):
        if _SEPARATOR.fullmatch(lines[at]):
            matches = [match for line in lines[first:at] if (match := _LABEL.fullmatch(line))]
            return [(match[1], match[2]) for match in matches], at + 1
    fields: list[tuple[str, str]] = []
    for at in range(first, len(lines)):
        label = _LABEL.fullmatch(lines[at])
        if lines[at] and not (label and is_label(label[1])):
            return fields, at
        if label and field_of(label[1]) == "text":
            return fields, at
        if label:
            fields.append((label[1], label[2]))
    return fields, len(lines)
