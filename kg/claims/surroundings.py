"""The words around a figure: where the phrase that names it can begin, what stands behind it, which figures make one list."""

import re
from collections.abc import Sequence
from functools import cache

from kg.claims.scope import Scope
from kg.lexicon import alternation, words
from kg.model import Annotation, Link, Mention, Sentence

CLAUSE = re.compile("[，。；：、,;:（(]")
_ENDS = frozenset("，；：,;:。！？\t\n■●◆◇○（([")
_PAIRS = {"）": "（", ")": "(", "”": "“", "》": "《", "’": "‘", "]": "[", "］": "［"}
_FAR = 200  # characters in front of a figure that are looked at
_PAIR = 60  # characters between which brackets and quotation marks are paired
_JOINED = re.compile(r"\s*(?:[、和及与]|以及)\s*")
_JOINERS = "、和及与"
_BRACKETED = re.compile("[（(][^（）()]{0,20}[）)]")


class Surroundings:
    """The text of a document with its time expressions and names, for the rules that name figures."""

    def __init__(self, annotation: Annotation, scope: Scope) -> None:
        self.text = annotation.document.text
        self.scope = scope

    def boundary(self, edge: int, at: int) -> int:
        """Where the words that name a figure at `at` can begin, not before `edge`: behind the clause before, or an opened bracket."""
        waiting: list[str] = []
        edge = max(edge, at - _FAR)
        for index in range(at, edge, -1):
            character = self.text[index - 1]
            if waiting and character == waiting[-1]:
                waiting.pop()
            elif character in _PAIRS and _PAIRS[character] in self.text[max(edge, index - _PAIR) : index]:
                waiting.append(_PAIRS[character])
            elif not waiting and character in _ENDS:
                return index
        return edge

    def right(self, sentence: Sentence, mentions: Sequence[Mention], index: int) -> str:
        """The words behind a figure up to the next one or the end of the sentence."""
        end = mentions[index + 1].span.start if index + 1 < len(mentions) else sentence.span.end
        return self.text[mentions[index].span.end : min(end, sentence.span.end)]

    def run(self, mentions: Sequence[Mention], index: int) -> list[Mention]:
        """The figures from `index` on that make one list: parts of a ratio, or joined by 、 with no more than a verb between."""
        run = [mentions[index]]
        for following in mentions[index + 1 :]:
            between = self.text[run[-1].span.end : following.span.start]
            ratio = run[-1].finder == following.finder == "ratio" and between.strip() in (":", "：")
            moved = between[:1] in _JOINERS and between.strip(_JOINERS + " ") in (*words("_increase"), *words("_decrease"))
            if not (ratio or moved or _JOINED.fullmatch(between)):
                break
            run.append(following)
        return run

    def undated(self, start: int, end: int) -> str:
        """The characters `start` to `end` without the time expressions among them."""
        kept = ""
        for mention in self.scope.periods(start, end):
            kept += self.text[start : mention.span.start]
            start = mention.span.end
        return kept + self.text[start:end]

    def behind_names(self, start: int, at: int) -> int:
        """Where the words begin that name what is counted: behind the names and times that a clause begins with."""
        while True:
            match = _opener().match(self.text, start, at)
            begin = match.end() if match else start
            ends = [mention.span.end for mention in self.scope.periods(begin, at) if mention.span.start == begin]
            names = [link for link in self.scope.links(begin, at) if link.mention.span.start == begin]
            ends += [link.mention.span.end for link in names if self._acts(link, at)]
            if not ends:
                return start
            start = max(ends)

    def _acts(self, link: Link, at: int) -> bool:
        """Whether a name in front of a figure at `at` is of who or where, and not of what is counted (`疾病预防控制中心142个`)."""
        rest = _BRACKETED.sub("", self.text[link.mention.span.end : at]).strip()
        return link.mention.kind in ("Place", "Person") or (bool(rest) and rest not in words("_counted-head"))


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s■●◆、]|{alternation('_figure-lead')}|的|各级|等)*+")
