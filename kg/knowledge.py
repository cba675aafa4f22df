"""Names → entities: what is known of places, bodies, agencies and organisations, and one automaton over every known name."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph
from ahocorasick_rs import AhoCorasick, MatchKind

from kg.errors import SetupError
from kg.lexicon import lexicons
from kg.resources import folder

RULINGS = "rulings.ttl"
"""The file of an editor's rulings: statements about entities and no entities."""
_ID = "https://w3id.org/govkg/id/"
_KG = "https://w3id.org/govkg/ontology#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_UNSOUGHT = frozenset({"body-led", "unit", "indicator", "documentkind", "stage", "protection"})
"""Names looked up but not searched for: of a body only behind its lead (a text is not searched for every 委 and 局), and those
that only figures have, found from their numbers on."""
_PLACE_CLASSES = {"Country", "Division", "Zone", "Region", "Feature"}


@dataclass(frozen=True, slots=True)
class Known:
    """One entity of `ontology/knowledge`: `key` is its IRI without the base (`place/350200`), `kind` its class there.

    `strong` names identify it, `weak` ones only confirm. `facts` are all its other properties by local name, in
    the order of the file, IRIs as keys.
    """

    key: str
    kind: str
    label: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    facts: dict[str, tuple[str, ...]]

    def fact(self, name: str) -> str:
        """The first value of property `name`, or the empty string."""
        values = self.facts.get(name)
        return values[0] if values else ""

    @property
    def parent(self) -> str:
        """The key of the place it lies in, or the empty string."""
        return self.fact("parent")

    @property
    def level(self) -> str:
        """`central`, `province`, `prefecture`, `county`, `township`, or the empty string."""
        return self.fact("level")

    def current(self, day: str) -> bool:
        """Whether it existed in the year of the ISO day `day` (an empty day means now)."""
        since, until = self.fact("validFrom"), self.fact("validUntil")
        year = day[:4]
        if not year:
            return not until
        return (not since or since <= year) and (not until or year <= until)


def _local(iri: str) -> str:
    return iri.removeprefix(_ID) if iri.startswith(_ID) else iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _read(path: str) -> Iterator[Known]:
    """The entities of one Turtle file; triples of one subject stand together."""
    subject = ""
    kind = label = ""
    strong: list[str] = []
    weak: list[str] = []
    facts: dict[str, tuple[str, ...]] = {}
    for triple in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
        if triple.subject.value != subject:
            if subject:
                yield Known(_local(subject), kind, label, tuple(strong), tuple(weak), facts)
            subject, kind, label, strong, weak, facts = triple.subject.value, "", "", [], [], {}
        predicate, value = triple.predicate.value, triple.object.value
        if predicate == _TYPE:
            kind = _local(value)
        elif predicate.startswith(_SKOS):
            name = predicate[len(_SKOS) :]
            if name == "prefLabel":
                if triple.object.language == "zh":
                    label = value
                    strong.append(value)
            elif name == "altLabel":
                strong.append(value)
            elif name == "hiddenLabel":
                weak.append(value)
        else:
            name = _local(predicate)
            if isinstance(triple.object, pyoxigraph.NamedNode):
                value = _local(value)
            facts[name] = (*facts.get(name, ()), value)
    if subject:
        yield Known(_local(subject), kind, label, tuple(strong), tuple(weak), facts)


class Knowledge:
    """Everything known, by key; and every name and lexicon word in one automaton."""

    def __init__(self, entities: Iterable[Known]) -> None:
        self.entities: dict[str, Known] = {known.key: known for known in entities}
        names: dict[str, set[tuple[str, str]]] = {}
        for known in self.entities.values():
            for name, tag in self._names(known):
                names.setdefault(name, set()).add((tag, known.key))
        for lexicon, lexicon_words in lexicons().items():
            if not lexicon.startswith("_"):
                for word in lexicon_words:
                    names.setdefault(word, set()).add((lexicon, ""))
        self._by_name: dict[str, tuple[tuple[str, str], ...]] = {name: tuple(sorted(names[name])) for name in sorted(names)}
        sought = {name: tuple(tag for tag in tags if tag[0] not in _UNSOUGHT) for name, tags in self._by_name.items()}
        patterns = [name for name, tags in sought.items() if tags]
        self._tags: list[tuple[tuple[str, str], ...]] = [sought[name] for name in patterns]
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard)
        self._by_tag: dict[str, dict[str, tuple[str, ...]]] = {}

    @staticmethod
    def _names(known: Known) -> Iterator[tuple[str, str]]:
        kind = "place" if known.kind in _PLACE_CLASSES else known.kind.lower()
        if kind == "place":
            for name in known.facts.get("abbreviation", ()):
                yield name, "place-abbreviation"
        if kind == "body":
            for form in body_forms(known):
                yield form.tail, "body" if form.bare else "body-led"
                if not form.bare:
                    yield form.lead, "body-lead"
        else:
            for name in known.strong:
                weak = name == known.label and known.fact("needsContext") == "true"
                yield name, kind + "-weak" if weak else kind
        for name in known.weak:
            yield name, kind + "-weak"
        if kind == "agency":
            for name in known.strong:
                if name.startswith(_STATE) and len(name) > len(_STATE) + 2:
                    yield name.removeprefix(_STATE), "agency-weak"

    def __getitem__(self, key: str) -> Known:
        return self.entities[key]

    def __contains__(self, key: object) -> bool:
        return key in self.entities

    def named(self, name: str, tag: str) -> list[Known]:
        """The entities that bear exactly this name under `tag` (`place`, `place-weak`, `agency`, `body`, …), by key."""
        return [self.entities[key] for found, key in self._by_name.get(name, ()) if found == tag and key]

    def names(self, tag: str) -> dict[str, tuple[str, ...]]:
        """Every name under a tag, in order, with the keys of the entities that bear it."""
        if not self._by_tag:
            for name, tags in self._by_name.items():
                for found, key in tags:
                    if key:
                        table = self._by_tag.setdefault(found, {})
                        table[name] = (*table.get(name, ()), key)
        return self._by_tag.get(tag, {})

    def matches(self, text: str) -> Iterator[tuple[int, int, tuple[tuple[str, str], ...]]]:
        """Every known name and lexicon word in `text`, overlapping ones too: start, end, and its (tag, key) pairs."""
        tags = self._tags
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield start, end, tags[index]

    def found(self, text: str) -> dict[str, list[tuple[int, int, str]]]:
        """The same by tag: start, end and key of every occurrence under it, in the order of their ends."""
        table: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        tags = self._tags
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for tag, key in tags[index]:
                table[tag].append((start, end, key))
        return table

    def ancestors(self, key: str) -> Iterator[Known]:
        """The place itself and the places it lies in, the nearest first."""
        seen: set[str] = set()
        while key and key in self.entities and key not in seen:
            seen.add(key)
            yield self.entities[key]
            key = self.entities[key].parent


@dataclass(frozen=True, slots=True)
class BodyForm:
    """One way a body is called: what stands before the place (`中共` of `中共{}委组织部`) and what behind it.

    `bare` says that the tail alone, right behind a place, names the body: 税务局 does for 国家税务总局{}税务局, 委员会 does
    not for 中国民主同盟{}委员会.
    """

    lead: str
    tail: str
    bare: bool


_OFFICIAL = ("name", "provinceName", "prefectureName", "municipalityName", "countyName", "townshipName", "variant")


def body_forms(body: Known) -> tuple[BodyForm, ...]:
    """Every strong way a body is called, each once, the official ones first."""
    names = [name for prop in _OFFICIAL for name in body.facts.get(prop, ())]
    names += [name for name in body.strong if name != body.label]
    functions = body.facts.get("function", ())
    forms: dict[BodyForm, None] = {}
    for name in names:
        lead, _, tail = name.rpartition("{}")
        bare = not lead or lead in _PARTY or any(function in tail for function in functions)
        if tail:
            forms[BodyForm(lead, tail, bare)] = None
    return tuple(forms)


_STATE = "国家"
_PARTY = ("中共", "中国共产党")


@cache
def knowledge() -> Knowledge:
    """The knowledge that travels with kg, read once."""
    entities: list[Known] = []
    for path in sorted((folder("ontology") / "knowledge").glob("*.ttl")):
        if path.name == RULINGS:
            continue
        try:
            entities.extend(_read(str(path)))
        except SyntaxError as error:
            raise SetupError(f"{path}: not valid Turtle: {error}. Mend the line it names.") from error
    made = Knowledge(entities)
    gc.freeze()  # what is known stays: the collector need not look at it again and again
    return made
