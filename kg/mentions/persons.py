"""Names of persons: behind and before titles, before verbs of speech, in lists and bylines; and their repetitions."""

import re
from collections.abc import Iterator

from kg.lexicon import words
from kg.mentions.appointees import appointees
from kg.mentions.foreign_names import dotted_names, foreign_run, minority_item, parts_alone
from kg.mentions.name_forms import NAME_FLAGS, evidence_left, evidence_right, form, name_ends, name_lists
from kg.mentions.person_lists import blanks, bracketed, byline, captions, chains, walk_lists
from kg.mentions.person_names import PersonName, backward, forward, stands_alone
from kg.model import Mention
from kg.occurrences import occurrences
from kg.scan import Scan

_TITLE = re.compile(r"《[^《》\n]{0,80}(?:《[^《》\n]{0,60}》[^《》\n]{0,60})*》")
_BEHIND_QUOTATION = re.compile(r"[”」]([一-龥]{3,14})")
_SURE = 1.45
_PLAIN = 1.4
_AT_A_VERB = 0.15
_CLEARLY = 0.25


def persons(scan: Scan) -> Iterator[Mention]:
    """Every name of a person in the document; `value` is the full name where only a part of it stands."""
    text, doctrine = scan.text, tuple(name_lists().doctrine)
    closed = bytearray(len(text) + 1)
    for match in _TITLE.finditer(text) if "《" in text else ():
        closed[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    taken: dict[int, PersonName] = {}
    for name in _shown(scan):
        old = taken.get(name.start)
        if old is None or (name.end > old.end and name.points > old.points - _CLEARLY):
            taken[name.start] = name
    walk_lists(scan, taken)
    for name in _repeated(scan, taken):
        taken.setdefault(name.start, name)
    done = 0
    for name in sorted(taken.values(), key=lambda name: (name.start, -name.end)):
        if name.start < done or text.startswith(doctrine, name.end):
            continue
        if all(closed[name.start : name.end]):
            continue
        done = name.end
        score = 0.9 if name.points >= _SURE else 0.7
        yield Mention(scan.span(name.start, name.end), "Person", "persons", name.full or None, score)


def _shown(scan: Scan) -> Iterator[PersonName]:
    """Names that their own surroundings show."""
    text = scan.text
    letters = name_lists().transliteration
    for start, end, _ in scan.found("person-known"):
        alone = text[start - 1 : start] not in letters and text[end : end + 1] not in letters
        short = end - start == 2 and evidence_right(scan, end) < 0.2
        if (alone or end in name_ends(text, start)) and not short and stands_alone(scan, start, end):
            yield PersonName(start, end, 2.0)
    dotted = list(dotted_names(scan))
    yield from (PersonName(start, end, 2.0) for start, end in dotted)
    yield from (PersonName(start, end, 1.5, full) for start, end, full in parts_alone(scan, dotted))
    for start, end, _ in scan.found("person-title"):
        yield from _behind_title(scan, start, end)
    for _, end, _ in scan.found("person-byline-mark"):
        yield from byline(scan, end)
    for tag in ("person-title-after", "person-verb"):
        for start, _, _ in scan.found(tag):
            name = backward(scan, start, _AT_A_VERB if tag == "person-verb" else 0.0)
            if name:
                yield name
    yield from _speakers(scan)
    yield from captions(scan)
    yield from bracketed(scan)
    yield from chains(scan)
    yield from appointees(scan)
    yield from _plain(scan)


def _speakers(scan: Scan) -> Iterator[PersonName]:
    """Speakers behind a quotation (`”张三高兴地说`)."""
    text, said = scan.text, words("_person-said")
    for match in _BEHIND_QUOTATION.finditer(text):
        if any(word in match[1] for word in said):
            name = forward(scan, match.start(1), 0.6)
            if name:
                yield name


def _plain(scan: Scan) -> Iterator[PersonName]:
    """Names of three characters that the segmenter takes for one and that stand clear on both sides."""
    text, lists = scan.text, name_lists()
    for start, end, flag in scan.words:
        if flag not in NAME_FLAGS or end - start != 3 or text[start] not in lists.common:
            continue
        if text[start] not in lists.everyday and text[end - 1] not in lists.place_ends:
            points = form(scan, start, end) + evidence_left(scan, start) + evidence_right(scan, end)
            if points >= _PLAIN:
                yield PersonName(start, end, 1.2)


def _behind_title(scan: Scan, start: int, end: int) -> Iterator[PersonName]:
    text, lists = scan.text, name_lists()
    if end not in scan.word_at and not _inside_name_word(scan, end):
        return
    title = text[start:end]
    if title in lists.byline:
        if not scan.in_dictionary_word(start):
            yield from byline(scan, end)
        return
    at = end + (text[end : end + 1] in (":", "："))
    at += blanks(text, at)
    name = forward(scan, at, 0.4 if title in lists.weak_title else 0.6)
    run = foreign_run(scan, at)
    if name is None or title in lists.foreign_title or run - at > 3:
        likely = run - at >= 3 or (run > at and title in lists.foreign_title)
        if likely and (name is None or run > name.end) and title not in lists.weak_title - lists.foreign_title:
            name = PersonName(at, run, 1.3)
    end = minority_item(scan, at) if name is None or name.end - at < 4 else 0
    if end - at > 3 and (name is None or end > name.end):
        name = PersonName(at, end, 1.3)
    if name:
        yield name


def _inside_name_word(scan: Scan, at: int) -> bool:
    """Whether the segmenter glued the characters around `at` into what it takes for a name."""
    return bool(scan.words) and scan.word_over(at)[2] in NAME_FLAGS


def _repeated(scan: Scan, taken: dict[int, PersonName]) -> Iterator[PersonName]:
    """Further occurrences of the names found."""
    text = scan.text
    surfaces = {text[name.start : name.end] for name in taken.values() if not name.full}
    for surface, places in occurrences(text, sorted(surfaces, key=lambda surface: (-len(surface), surface))).items():
        for at in places:
            if at not in taken and stands_alone(scan, at, at + len(surface)):
                yield PersonName(at, at + len(surface), 1.3)
