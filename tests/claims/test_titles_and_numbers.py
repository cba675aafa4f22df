"""What titles and the brackets behind them say, and documents printed by a notice."""

from dataclasses import replace

from kg.model import Entity, Link, Mention, Span
from tests.marked import BASE, entity, facts, marked, told


def test_a_number_in_brackets_belongs_to_the_title_before_it() -> None:
    text = "见《[防汛规定|Document]》（[同府〔2023〕8号|Number]）、《[救灾规定|Document]》。"
    assert facts(marked(text)) == ["防汛规定 issueNumber 同府〔2023〕8号"]


def test_a_number_behind_a_comma_belongs_to_no_title() -> None:
    assert facts(marked("见《[防汛规定|Document]》，[同府〔2023〕8号|Number]已废。")) == []


def test_the_number_of_an_order_may_stand_below_its_heading() -> None:
    text = "中华人民共和国国务院令\n第707号\n现公布修订后的条例。"
    assert facts(marked(text)) == ["THIS issueNumber 中华人民共和国国务院令第707号"]
    assert facts(marked("中华人民共和国国务院令\n第一条 为了防汛，制定本条例。")) == []


def test_the_number_in_the_bracket_below_a_title_is_the_first_one() -> None:
    text = "现公布《[防汛规定|Document]》。\n防汛规定\n（1994年1月28日[国务院令第142号|Number]发布 根据决定修订）\n第一条 依法防汛。"
    assert "防汛规定 issueNumber 国务院令第142号" in facts(marked(text))
    assert "防汛规定 issueNumber 国务院令第142号" not in facts(marked(text.replace("发布 根据", "修订 根据")))


def test_the_agency_in_front_of_a_title_issued_the_document() -> None:
    government = entity("Agency", "同安区人民政府")
    text = "依《[同安区人民政府关于防汛工作的意见|Document]》办。"
    names = {("同安区人民政府", "Agency"): government}
    assert facts(marked(text), names) == ["同安区人民政府关于防汛工作的意见 issuedBy 同安区人民政府"]


def test_a_title_that_begins_with_no_agency_has_no_issuer() -> None:
    assert facts(marked("依《[厦门市关于防汛工作的意见|Document]》办。")) == []


def test_whoever_issued_the_notice_issued_what_it_prints() -> None:
    text = "[区水利局|Agency]关于防汛工作的通知\n现将《[防汛规定|Document]》印发给你们。"
    assert facts(marked(text)) == ["THIS cites 防汛规定", "THIS issuedBy 区水利局", "防汛规定 issuedBy 区水利局"]


def test_under_its_own_title_the_printed_document_speaks() -> None:
    text = "现将《[防汛规定|Document]》发给你们。\n防汛规定\n第一条 根据《[防洪法|Document]》制定本规定。"
    assert facts(marked(text)) == ["THIS cites 防汛规定", "防汛规定 cites 防洪法"]


def test_a_place_in_front_of_a_name_has_the_programme_and_makes_the_good() -> None:
    names = {("同安", "Place"): entity("Place", "同安区")}
    text = "[我区|Place|同安区]的[同安凤梨穗|Product]等地理标志、[2022年同安夜市行动|Programme]和[新同安行动|Programme]。"
    assert facts(marked(text), names) == ["2022年同安夜市行动 jurisdiction 同安区", "同安凤梨穗 originatesFrom 同安区"]


def test_an_app_named_after_a_place_does_not_come_from_it() -> None:
    names = {("同安", "Place"): entity("Place", "同安区")}
    assert facts(marked("请登录[同安办事通|Product]查询。"), names) == []


def test_a_short_name_in_front_of_a_programme_needs_the_place_named_elsewhere() -> None:
    names = {("临海", "Place"): entity("Place", "临海市")}
    assert facts(marked("构筑[临海蓝色走廊|Programme]。"), names) == []


def test_a_unit_is_part_of_the_agency_whose_name_its_own_extends() -> None:
    annotation = marked("市教育局和市教育局人事科到会。")
    iri, span = annotation.document.iri, Span(annotation.document.iri, 0, 4)
    bureau = Entity(f"{BASE}id/agency/350200/education", "Agency", "厦门市教育局")
    unit = Entity(f"{BASE}id/agency/350200/education/0123456789ab", "Agency", "厦门市教育局人事科")
    mentions = (Mention(span, "Agency", "agencies"), Mention(Span(iri, 5, 12), "Agency", "agencies"))
    links = tuple(Link(mention, meant, 1.0, "") for mention, meant in zip(mentions, (bureau, unit), strict=True))
    assert facts(replace(annotation, links=links)) == ["厦门市教育局人事科 partOf 厦门市教育局"]


def test_every_claim_lies_within_the_text_and_says_its_rule() -> None:
    annotation = told(marked("[区水利局|Agency]关于防汛的通知\n现将《[防汛规定|Document]》印发给你们。"))
    for claim in annotation.claims:
        assert claim.rule
        if claim.evidence:
            assert 0 <= claim.evidence.start < claim.evidence.end <= len(annotation.document.text)
