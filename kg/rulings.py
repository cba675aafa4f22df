"""An editor's rulings: that two entities are the same, or that they are different. They outrank names and scores.

A ruling is a line of Turtle: the statement itself, and beside it who is called how, why and when. The shipped ones stand in
`ontology/knowledge/rulings.ttl`, a user's in a file of his own. `different` outranks `same`.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph

from kg.errors import SetupError
from kg.knowledge import RULINGS, Knowledge, knowledge
from kg.links.names import key_of_name
from kg.links.official import official_names
from kg.model import Document, Entity, Link
from kg.resources import folder
from kg.vocabulary import DCT, DEFAULT_BASE, KG, OWL, PREFIXES, RDF, RDFS

DEFAULT_FILE = Path(RULINGS)
_ID = DEFAULT_BASE + "id/"
_HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("dct", "kg", "owl", "rdf", "rdfs", "xsd"))

Resolve = Callable[[str, str, Document], Entity | None]


@dataclass(frozen=True, slots=True)
class Ruling:
    """`first` and `second` are keys (`agency/350200/education`); where they are the same thing, `second` is what it is called by."""

    first: str
    second: str
    same: bool
    reason: str = ""
    date: str = ""
    name: str = ""


class Rulings:
    """What is ruled: which key stands for which, and which two are never joined."""

    def __init__(self, rulings: Sequence[Ruling], known: Knowledge) -> None:
        self._known = known
        self._apart = {frozenset((ruling.first, ruling.second)) for ruling in rulings if not ruling.same}
        self._names = {ruling.second: ruling.name for ruling in rulings if ruling.name}
        self._for: dict[str, str] = {}
        for ruling in rulings:
            if ruling.same and frozenset((ruling.first, ruling.second)) not in self._apart:
                self._join(ruling)

    def __bool__(self) -> bool:
        return bool(self._for or self._apart)

    def _join(self, ruling: Ruling) -> None:
        one, other = self.canonical(ruling.first), self.canonical(ruling.second)
        if one == other:
            return
        for key in self._standing(one):
            for apart in self._standing(other):
                if frozenset((key, apart)) in self._apart:
                    same = f"{ruling.first} is ruled the same as {ruling.second}"
                    raise SetupError(f"rulings contradict: {same}, but {key} and {apart} different. Take one out.")
        self._for[one] = other

    def _standing(self, key: str) -> list[str]:
        """The keys that this one stands for, itself too."""
        return [key, *(other for other in self._for if self.canonical(other) == key)]

    def canonical(self, key: str) -> str:
        """The key that stands for this one."""
        while key in self._for:
            key = self._for[key]
        return key

    def entity(self, entity: Entity, surface: str = "") -> Entity:
        """The entity that stands for this one; where what the surface says by itself is ruled different from it, that."""
        base, _, key = entity.iri.rpartition("id/")
        for name in dict.fromkeys((surface, entity.label)):
            own = key_of_name(entity.kind, name)
            if name and frozenset((own, key)) in self._apart:
                key, entity = own, Entity(f"{base}id/{own}", entity.kind, name)
                break
        ruled = self.canonical(key)
        return entity if ruled == key else replace(entity, iri=f"{base}id/{ruled}", label=self._label(ruled, entity.label), official="")

    def _label(self, key: str, label: str) -> str:
        """What an entity is officially called: as known, as composed, as the ruling says, else as the one it replaces."""
        if key in self._known:
            return self._known[key].label
        _, where, what, *unit = (*key.split("/"), "", "")
        place, body = self._known.entities.get(f"place/{where}"), self._known.entities.get(f"body/{what}")
        if place and body and not any(unit):
            return official_names(body, place, "", self._known)[0]
        return self._names.get(key, label)

    def links(self, links: Sequence[Link], text: str) -> tuple[Link, ...]:
        """The links of a document as the rulings want them."""
        return tuple(self._ruled(link, text) for link in links) if self else tuple(links)

    def resolver(self, resolve: Resolve) -> Resolve:
        """What rules ask for names that are no mention, as the rulings want it."""

        def ruled(name: str, kind: str, document: Document) -> Entity | None:
            entity = resolve(name, kind, document)
            return self.entity(entity, name) if entity else None

        return ruled

    def _ruled(self, link: Link, text: str) -> Link:
        if link.entity is None:
            return link
        entity = self.entity(link.entity, link.mention.span.of(text))
        return link if entity == link.entity else replace(link, entity=entity, why=f"{link.why}; ruled: {entity.label}")


def shipped() -> Path:
    """The rulings that travel with kg."""
    return folder("ontology") / "knowledge" / RULINGS


def rulings(own: Path | None = None) -> Rulings:
    """The shipped rulings and those of a file (by default `./rulings.ttl` where there is one)."""
    return Rulings([ruling for path in files(own) for ruling in read(path)], knowledge())


def files(own: Path | None = None) -> list[Path]:
    """The files of rulings that count: the shipped one, and `own` or else `./rulings.ttl`."""
    if own is not None and not own.is_file():
        raise SetupError(f"{own}: there are no rulings. `kg rule same A B --because … --rulings {own}` writes the first.")
    return [path for path in (shipped(), own or DEFAULT_FILE) if path.is_file()]


def read(path: Path) -> Iterator[Ruling]:
    """The rulings of a file, in its order; plain `owl:sameAs` and `owl:differentFrom` of a hand count as much as written ones."""
    told: dict[tuple[str, str, str], Ruling] = {}
    beside: dict[str, dict[str, str]] = {}
    verdicts = {OWL.sameAs: True, OWL.differentFrom: False}
    try:
        for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, base_iri=_ID):
            subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
            if predicate in verdicts:
                told.setdefault((subject, predicate, value), Ruling(_key(subject), _key(value), verdicts[predicate]))
            else:
                beside.setdefault(subject, {})[predicate] = value
    except SyntaxError as error:
        raise SetupError(f"{path}: not valid Turtle: {error}. Mend the line it names.") from error
    for facts in beside.values():
        row = (facts.get(RDF.subject, ""), facts.get(RDF.predicate, ""), facts.get(RDF.object, ""))
        if row[1] in verdicts:
            ruling = told.get(row) or Ruling(_key(row[0]), _key(row[2]), verdicts[row[1]])
            told[row] = replace(ruling, reason=facts.get(KG.reason, ""), date=facts.get(DCT.date, ""), name=facts.get(RDFS.label, ""))
    yield from told.values()


def _key(iri: str) -> str:
    return iri.rpartition("/id/")[2]


def write(path: Path, ruling: Ruling) -> str:
    """Append a ruling to a file, which is made if it is not there; the line written. One that contradicts others is a SetupError."""
    own = list(read(path)) if path.is_file() else []
    Rulings([*(read(shipped()) if shipped().is_file() else ()), *own, ruling], knowledge())
    if any((one.first, one.second, one.same) == (ruling.first, ruling.second, ruling.same) for one in own):
        raise SetupError(f"{path}: this is ruled already.")
    line = _line(ruling)
    text = path.read_text(encoding="utf-8") if path.is_file() else f"@base <{_ID}> .\n{_HEAD}\n"
    path.write_text(text + ("" if text.endswith("\n") else "\n") + line + "\n", encoding="utf-8")
    return line


def _line(ruling: Ruling) -> str:
    verdict = "owl:sameAs" if ruling.same else "owl:differentFrom"
    digest = hashlib.sha256(f"{ruling.first} {verdict} {ruling.second}".encode()).hexdigest()[:12]
    label = f"rdfs:label {_quoted(ruling.name)} ; " if ruling.name else ""
    return (
        f"<{ruling.first}> {verdict} <{ruling.second}> . "
        f"<ruling/{digest}> a kg:Ruling ; rdf:subject <{ruling.first}> ; rdf:predicate {verdict} ; rdf:object <{ruling.second}> ; "
        f'{label}kg:reason {_quoted(ruling.reason)} ; dct:date "{ruling.date}"^^xsd:date .'
    )


def _quoted(text: str) -> str:
    return str(pyoxigraph.Literal(" ".join(text.split())))
