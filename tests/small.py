"""A small graph for the tests of what reads graphs: four announcements and a little knowledge of 厦门."""

from dataclasses import replace

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.model import Annotation, Entity, Header
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
    return store
