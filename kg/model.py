"""What flows: Document → Sentence → Mention → Link → Claim. Frozen values, no inheritance, no behaviour but offsets.

Every offset counts characters of the `text` of one document; `Span` is the only place where offsets are added.
"""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Header:
    """What the page itself states about its document; empty where it does not say.

    Days are ISO 8601 (`2022-04-19`; a month alone is `2022-04`). `number` is the 文号 in normal form
    (`国办发〔2019〕2号`), `issuers` are names as printed, `more` keeps every other key in the order of the source.
    """

    number: str = ""
    issuers: tuple[str, ...] = ()
    written: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One announcement. `text` is fixed when it is read; `source` is its address in the corpus, `id` its name in outputs.

    `digest` is the SHA-256 (hex) of title, header and text: equal digests are equal documents.
    """

    iri: str
    id: str
    source: str
    title: str
    text: str
    header: Header
    digest: str


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of the text of the document with IRI `document`."""

    document: str
    start: int
    end: int

    def part(self, start: int, end: int) -> "Span":
        """The span of the characters `start` to `end` counted from this span's own start."""
        return Span(self.document, self.start + start, self.start + end)

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans of one document share a character."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without outer white space; `section` is its place in the outline, outermost first (`一、`, `（二）`, `3.`)."""

    span: Span
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyName:
    """The parts of an agency's name as written: `同安区教育局` is place `同安区`, tail `教育局`.

    `place` is the key of the place; where several bear the name written, `places` holds them all.
    `level` is the bare level word that stands for a place (`市` in `市教育局`), `township` a town or street behind the place
    (`杨村桥镇`), `body` the key of a known body, `unit` an internal unit (`办公室`, `第十检察厅`); `known` is the key of an
    agency that is known by its whole name.
    `generic` marks a class of organs (`有关部门`, `市场监管部门`) which names no single body by itself.
    """

    place: str = ""
    level: str = ""
    township: str = ""
    tail: str = ""
    body: str = ""
    unit: str = ""
    known: str = ""
    generic: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The parts of a place's name: IRIs of known places, outermost first (`福州连江县`), and what stands behind them
    (`江垅湾村`); `deictic` is a word that points instead of naming (`我市`, `全省`)."""

    known: tuple[str, ...] = ()
    rest: str = ""
    deictic: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a time expression means: `start` to `end`, ISO days, both included; an open side is empty.

    `precision` says how fine the expression is: `time`, `day`, `month`, `quarter`, `half`, `year` or `years` (several years,
    a plan's period). `qualifier` says what part of it, or what around it, is meant: `start`, `middle`, `end`, `as-of` (截至),
    `since`, `until`, `before`, `after`, `recent` (近三年, 近日), `about`, or nothing. `label` is its normal form in words (`2021年底`).
    """

    start: str
    end: str
    precision: str
    qualifier: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: `41万余家` is 410,000 家, `余` its qualifier; 万 and 亿 are multiplied out.

    `low` and `high` are the bounds that a range (3—5个) or a qualifier (超过, 以上, 不低于) leaves open: equal to `value` where
    the number is exact, None where there is no bound. `unit` is a unit's label in `knowledge/units.ttl`, empty for a bare number.
    """

    value: Decimal
    unit: str
    qualifier: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found. `kind` is a class of the ontology (`Agency`, `Place`, …), `finder` who found it.

    `value` is what the finder parsed: `AgencyName`, `PlaceName`, or the fullest form of the name when the text gives one
    (`专利合作条约` for `PCT`), else None; of a time expression (kind `Period`) the `Period`, of a figure (kind `Quantity`) the
    `Quantity`. `score` in 0..1 is how sure the finder is.
    """

    span: Span
    kind: str
    finder: str
    value: AgencyName | PlaceName | Period | Quantity | str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that a mention may mean. `label` is its canonical name here; `official`, where it differs, the one name that the
    graph gives it, whatever variant a document uses (规划和自然资源局 beside 自然资源局, a title printed with a space)."""

    iri: str
    kind: str
    label: str
    official: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Which entity a mention means (None: a class of organs or a word that points nowhere), how sure, and why in words."""

    mention: Mention
    entity: Entity | None
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Literal:
    """An RDF literal: `datatype` a name of XSD (`date`, `string`), or `language` (`zh`)."""

    value: str
    datatype: str = "string"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """The atom: `subject predicate object`, said at `evidence` (None: said by the header), found by `rule`.

    `subject` and an IRI `object` are entities; the document itself is an entity of kind `Document` with the document's IRI.
    `post` qualifies holdsPost and leavesPost (`局长`). `role` qualifies the others: `lead`, `joint` or `support` of who issues,
    organises or undertakes; `basis`, `implements`, `forwards`, `prints`, `amends` of what a citation is for; `probation` of a
    post that is given for a trial.
    """

    subject: Entity
    predicate: str
    object: Entity | Literal
    evidence: Span | None
    rule: str
    score: float = 1.0
    post: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved: against what (`同比`, `环比`, `年均`, `比上年末`), by how much, signed, and in which unit (`%`, `个百分点`)."""

    base: str
    value: Decimal
    unit: str

    @property
    def label(self) -> str:
        """In one string, as tables print it: `同比+20.11%`, `比上年末-1119人`."""
        return f"{self.base}{self.value:+f}{self.unit}"


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure that states a fact: what is counted, how much, when, where or of whom, and how it moved.

    `indicator` is the shortest phrase that names what is counted; `printed` the figure as it stands in the text; `area` the place
    or organisation it is about; `rank` the place in an order (`居全省第1位`); `status` is `achieved`, `target` or `plan`.
    `figures` are the spans of the number and its unit, `evidence` those of the words that say it all, one each a time it is said.
    """

    indicator: str
    quantity: Quantity
    printed: str
    period: Period | None
    area: Entity | None
    change: Change | None
    rank: str
    status: str
    figures: tuple[Span, ...]
    evidence: tuple[Span, ...]
    rule: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that was found in one document, in the order of the text.

    `links` are names and what they mean; `periods` and `quantities` the mentions of time expressions and figures.
    """

    document: Document
    sentences: tuple[Sentence, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = field(default=())
    periods: tuple[Mention, ...] = ()
    quantities: tuple[Mention, ...] = ()
    observations: tuple[Observation, ...] = ()
