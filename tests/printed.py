"""Sentences as they are printed and what they state: cases that a reader of Chinese can check, for the tests of rules."""

from dataclasses import dataclass

from kg.documents.drafts import Draft, document
from kg.model import Entity, Header
from kg.pipeline import annotate
from kg.vocabulary import local
from tests.marked import BASE


@dataclass(frozen=True)
class Case:
    """A text and what it states, each fact on a line of its own: `subject predicate object`, a post behind a slash; `""` for nothing."""

    text: str
    expected: str = ""
    title: str = "通知"

    @property
    def lines(self) -> list[str]:
        """The facts expected, sorted."""
        return sorted(line.strip() for line in self.expected.split("\n") if line.strip())


def stated(case: Case, *predicates: str) -> list[str]:
    """What a text published on 10 May 2023 in 厦门 states by these predicates, sorted; every fact with words that say it."""
    header = Header(published="2023-05-10", publisher="厦门市人民政府")
    annotation = annotate(document(Draft(case.title, case.text, header), "one.txt", BASE))
    found = set()
    for claim in annotation.claims:
        if claim.predicate in predicates:
            assert claim.evidence is not None and claim.evidence.of(annotation.document.text)
            value = claim.object.label if isinstance(claim.object, Entity) else claim.object.value
            post = f"/{claim.post}" if claim.post else ""
            found.add(f"{claim.subject.label} {local(claim.predicate)} {value}{post}")
    return sorted(found)
