"""One pass over a document's text: every known name and lexicon word in it, and its words, for all finders to use."""

from bisect import bisect_right
from collections import defaultdict

from kg.knowledge import Knowledge
from kg.model import Document, Sentence, Span
from kg.occurrences import Counts
from kg.segments import LONGEST_WORD, in_dictionary, numbered, tagged, words

__all__ = ["Found", "Scan", "tagged"]

Found = tuple[int, int, str]
"""Start, end, and the key of the known entity (empty for a lexicon word)."""


class Scan:
    """What is in a text before anything is decided.

    `words` are the segmenter's words as (start, end, part of speech), covering the text; a hint, not a truth. `counts` tells how
    often the text has a string.
    """

    def __init__(self, document: Document, sentences: tuple[Sentence, ...], knowledge: Knowledge) -> None:
        self.document = document
        self.text = document.text
        self.sentences = sentences
        self.knowledge = knowledge
        self.counts = Counts(self.text)
        self._found = knowledge.found(self.text)
        self._starting: dict[str, dict[int, list[Found]]] = {}
        self._ending: dict[str, dict[int, list[Found]]] = {}
        self.words = words(self.text)
        self.word_at = numbered((start for start, _, _ in self.words), len(self.text))
        self.word_before = numbered((end for _, end, _ in self.words), len(self.text))

    def found(self, tag: str) -> list[Found]:
        """Every occurrence under `tag` (a lexicon's name, `place`, `place-weak`, `body`, `agency` …), by end."""
        return self._found.get(tag, [])

    def starting(self, tag: str, at: int) -> list[Found]:
        """The occurrences under `tag` that start at `at`, the longest first."""
        table = self._starting.get(tag)
        if table is None:
            table = defaultdict(list)
            for found in self.found(tag):
                table[found[0]].append(found)
            for rows in table.values():
                if len(rows) > 1:
                    rows.sort(key=lambda row: (-row[1], row[2]))
            self._starting[tag] = table
        return table.get(at, [])

    def ending(self, tag: str, at: int) -> list[Found]:
        """The occurrences under `tag` that end at `at`, the longest first."""
        table = self._ending.get(tag)
        if table is None:
            table = defaultdict(list)
            for found in self.found(tag):
                table[found[1]].append(found)
            for rows in table.values():
                if len(rows) > 1:
                    rows.sort()
            self._ending[tag] = table
        return table.get(at, [])

    def word_over(self, at: int) -> tuple[int, int, str]:
        """The word that holds the character at `at`; behind the end of the text the last."""
        return self.words[max(bisect_right(self.words, (at, len(self.text) + 1, "")) - 1, 0)]

    def word_around(self, at: int) -> int | None:
        """The index of the segmenter's word that `at` lies inside of; None between two words."""
        index = bisect_right(self.words, (at, 0, "")) - 1
        return index if index >= 0 and self.words[index][0] < at < self.words[index][1] else None

    def in_dictionary_word(self, at: int) -> bool:
        """Whether `at` lies inside a word that stands in the segmenter's dictionary (a word it only guessed does not count)."""
        if at in self.word_at:
            return False
        index = self.word_around(at)
        if index is None:
            return False
        start, end, _ = self.words[index]
        return in_dictionary(self.text[start : min(end, start + LONGEST_WORD + 1)])

    def span(self, start: int, end: int) -> Span:
        """The characters `start` to `end` of the document."""
        return Span(self.document.iri, start, end)
