"""A small graph for the tests of what reads graphs: four announcements and a little knowledge of 厦门."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.derived import derive
from kg.model import Annotation, Change, Entity, Header, Mention, Observation, Period, Quantity, Span
from kg.quads import quads
from kg.store import Store
from kg.vocabulary import PREFIXES
from tests.marked import BASE, entity, marked, told

XIAMEN = Entity(f"{BASE}id/place/350200", "Place", "厦门市")
KNOWLEDGE = f"""
@base <{BASE}id/> .
{"".join(f"@prefix {name}: <{iri}> .{chr(10)}" for name, iri in sorted(PREFIXES.items()))}
<place/350200> a kg:Division ; kg:code "350200" ; skos:prefLabel "厦门市"@zh ; skos:altLabel "厦门"@zh .
<place/350212> a kg:Division ; kg:code "350212" ; skos:prefLabel "同安区"@zh ; kg:parent <place/350200> .
kg:issuedBy rdfs:label "发布机关"@zh, "issued by"@en .
kg:jurisdiction rdfs:label "所属地"@zh .
kg:holdsPost rdfs:label "任职于"@zh .
kg:leavesPost rdfs:label "离任于"@zh .
kg:organizedBy rdfs:label "主办方"@zh .
kg:Division rdfs:subClassOf kg:Place .
<indicator/invention-patents-per-10000> skos:altLabel "每万人发明专利拥有量"@zh .
<indicator/valid-invention-patents> skos:altLabel "有效发明专利拥有量"@zh .
<unstated> skos:prefLabel "未说明"@zh .
<status/achieved> skos:prefLabel "实际"@zh .
<status/target> skos:prefLabel "目标"@zh .
<unit/piece> skos:prefLabel "件"@zh .
<unit/general> skos:prefLabel "个"@zh .
<unit/mu> skos:prefLabel "亩"@zh ; kg:factor 666.6667 ; kg:baseUnit <unit/square-metre> .
<unit/square-metre> skos:prefLabel "平方米"@zh .
"""
TEXTS = {
    "a": "[市教育局|Agency|厦门市教育局]关于课后服务的通知\n"
    "根据《[义务教育法|Document]》，[市教育局|Agency|厦门市教育局]印发《[课后办法|Document]》。\n"
    "[市教育局|Agency|厦门市教育局]局长[张明|Person]到会。",
    "b": "[市教育局|Agency|厦门市教育局]和[市财政局|Agency|厦门市财政局]印发《[课后办法|Document]》。",
    "c": "免去[张明|Person]的[市教育局|Agency|厦门市教育局]局长职务。",
    "d": "地理标志[同安凤梨穗|Product]走俏。"
    "[厦门|Place|厦门市]的[厦门夜市行动|Programme]启动。[市财政局|Agency|厦门市财政局]主办[巧匠赛|Event]。",
}
DAYS = {"a": "2021-05-01", "b": "2022-05-01", "c": "2023-05", "d": ""}


def _placed(annotation: Annotation) -> Annotation:
    """The annotation with 厦门市 as the knowledge has it."""
    links = (replace(link, entity=XIAMEN) if link.entity and link.entity.label == "厦门市" else link for link in annotation.links)
    return replace(annotation, links=tuple(links))


def small_store() -> Store:
    """The four announcements in memory, with the knowledge as a graph beside them."""
    store = Store()
    knowledge = NamedNode(f"{BASE}graph/knowledge")
    store.fill(Quad(t.subject, t.predicate, t.object, knowledge) for t in parse(KNOWLEDGE, format=RdfFormat.TURTLE))
    names = {
        ("厦门", "Place"): XIAMEN,
        ("同安", "Place"): Entity(f"{BASE}id/place/350212", "Place", "同安区"),
        ("厦门市教育局", "Agency"): entity("Agency", "厦门市教育局"),
    }
    for name, text in TEXTS.items():
        header = Header(published=DAYS[name], number="厦教〔2021〕3号" if name == "a" else "")
        annotation = told(_placed(marked(text, name, header, f"通知{name}")), names)
        store.fill(quads(annotation))
    derive(store)
    return store


RULE = (
    "[夜市管理办法|Document]\n第一条 根据《[市容条例|Document]》制定本办法。\n"
    "第二条 本办法自2022年1月1日起施行，有效期5年。《[旧夜市办法|Document]》同时废止。"
)


def rule_store() -> Store:
    """The small graph with a rule that says from when until when it is in force."""
    store = small_store()
    store.fill(quads(told(marked(RULE, "rule", Header(published="2021-12-20"), "夜市管理办法"))))
    return store


def observed(annotation: Annotation, evidence: str, counted: str, **more: Any) -> Annotation:
    """The annotation with one observation more: `evidence` is what says it, once or several times with | between, `counted` the
    indicator, figure and unit (`有效发明专利 19000 件`); `more` are other fields of the observation."""
    text, (indicator, value, unit) = annotation.document.text, counted.split(" ")
    spans = [Span(annotation.document.iri, text.index(words), text.index(words) + len(words)) for words in evidence.split("|")]
    exact = Quantity(Decimal(value), unit, low=Decimal(value), high=Decimal(value))
    fields: dict[str, Any] = {"period": None, "area": None, "change": None, "rank": "", "status": "achieved", "printed": value + unit}
    fields |= {"quantity": exact, "figures": tuple(spans), "evidence": tuple(spans), "rule": "figures", "score": 0.9} | more
    return replace(annotation, observations=(*annotation.observations, Observation(indicator, **fields)))


YEAR_END = Period("2021-12-31", "2021-12-31", "year", "end", "2021年底")
AS_OF = replace(YEAR_END, qualifier="as-of")
FIRST = "2021年底，全市有效发明专利19000件，同比增长20.11%，居全省第1位。"
AGAIN = "我市有效发明专利拥有量达1.9万件。"
FIGURES = {
    "e": f"{FIRST}{AGAIN}到2025年，每万人口发明专利拥有量达到50件。近日已建为农服务中心3个。",
    "f": "截至2021年底，厦门市有效发明专利数量为1.9万件。",
    "g": "2021年底，厦门有效发明专利18,000件，注册商标超过3万件，种粮1亩。",
    "h": "2021年底，全市注册商标3.2万件。",
}


def figured(name: str) -> Annotation:
    """One of the announcements with figures."""
    annotation = marked(FIGURES[name], name, Header(published=f"2022-0{'efgh'.index(name) + 1}-01"), f"公报{name}")
    here: dict[str, Any] = {"area": XIAMEN, "period": YEAR_END}
    if name == "e":
        rise = Change("同比", Decimal("20.11"), "%")
        annotation = observed(annotation, f"{FIRST}|{AGAIN}", "有效发明专利 19000 件", change=rise, rank="居全省第1位", **here)
        aim = Period("2025-01-01", "2025-12-31", "year", "", "2025年")
        aimed = {"area": XIAMEN, "period": aim, "status": "target"}
        annotation = observed(annotation, "到2025年，每万人口发明专利拥有量达到50件", "每万人口发明专利拥有量 50 件", **aimed)
        annotation = observed(annotation, "已建为农服务中心3个", "为农服务中心 3 个")
        recently, at = Period("", "", "time", "recent", "近日"), annotation.document.text.index("近日")
        spans = {YEAR_END: Span(annotation.document.iri, 0, 6), recently: Span(annotation.document.iri, at, at + 2)}
        annotation = replace(annotation, periods=tuple(Mention(span, "Period", "dates", period) for period, span in spans.items()))
    if name == "f":
        as_of = here | {"period": AS_OF, "printed": "1.9万件"}
        annotation = observed(annotation, "有效发明专利数量为1.9万件", "有效发明专利数量 19000 件", **as_of)
    if name == "g":
        annotation = observed(annotation, "有效发明专利18,000件", "有效发明专利 18000 件", **here)
        over = Quantity(Decimal(30000), "件", "超过", low=Decimal(30000))
        annotation = observed(annotation, "注册商标超过3万件", "注册商标 30000 件", **here, quantity=over)
        annotation = observed(annotation, "种粮1亩", "粮食种植面积 1 亩", **here)
    if name == "h":
        annotation = observed(annotation, "注册商标3.2万件", "注册商标 32000 件", **here)
    return annotation


def figure_store() -> Store:
    """The small graph with four announcements more that say figures."""
    store = small_store()
    for name in FIGURES:
        store.fill(quads(told(figured(name))))
    derive(store)
    return store
