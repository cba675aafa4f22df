"""What the tests of pages share: a small graph as a worker holds it, and data as a reader sees it."""

from typing import Any

from kg.web.served import Served
from tests.marked import entity as named
from tests.small import small_store

EDUCATION, OFFICE, ZHANG = named("Agency", "厦门市教育局").iri, named("Document", "课后办法").iri, named("Person", "张明").iri


def small() -> Served:
    return Served(small_store(), None)


def told_rows(page: dict[str, Any]) -> list[str]:
    """The facts of an entity's page as a reader sees them: `发布机关 ← 课后办法 ×2`, with the post behind a slash."""
    found = []
    for group in page["facts"]:
        arrow = "→" if group["outward"] else "←"
        for row in group["rows"]:
            other = "/".join(filter(None, (row["other"]["label"], row["post"])))
            found.append(f"{group['label']['zh']} {arrow} {other} ×{row['total']}")
    return found


def quoted(evidence: dict[str, Any]) -> str:
    """The sentence of evidence with its quote in brackets."""
    text, start, end = evidence["sentence"], evidence["start"], evidence["end"]
    return f"{text[:start]}【{text[start:end]}】{text[end:]}"
