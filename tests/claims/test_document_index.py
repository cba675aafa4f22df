"""What the State Council's index adds to documents that a text only names."""

from kg.claims import relations
from kg.model import Annotation, Document, Header, Link
from kg.pipeline import annotate
from kg.state_council import numbered, titled
from kg.vocabulary import local

TITLE = "国务院关于促进融资担保行业加快发展的意见"
NUMBER = "国发〔2015〕43号"


def read(text: str, published: str = "2020-01-01") -> Annotation:
    return annotate(Document("urn:doc:x", "x", "x.txt", "关于融资的通知", text, Header(published=published), ""))


def said(annotation: Annotation) -> list[tuple[str, str]]:
    found = [claim for claim in annotation.claims if claim.rule == "state-council-index"]
    return sorted((local(claim.predicate), claim.object.value) for claim in found)  # type: ignore[union-attr]


def documents(annotation: Annotation) -> list[Link]:
    return [link for link in annotation.links if link.mention.kind == "Document"]


def test_a_number_leads_to_title_and_day_and_a_title_to_its_number() -> None:
    row = numbered(NUMBER)
    assert row is not None
    assert (row.title, row.written) == (TITLE, "2015-08-07")
    assert titled(TITLE) == row


def test_an_order_is_found_however_the_council_is_named() -> None:
    assert numbered("中华人民共和国国务院令第663号") == numbered("国务院令第663号") is not None


def test_a_title_that_several_documents_bear_or_that_tells_nothing_is_left_open() -> None:
    assert titled("国务院办公厅关于调整中国人民银行货币政策委员会组成人员的通知") is None
    assert titled("通知") is None
    assert titled("国务院关于修改部分行政法规的决定") is None


def test_a_document_named_by_number_alone_gets_its_title_and_day() -> None:
    assert said(read(f"按照{NUMBER}办理。")) == [("created", "2015-08-07"), ("title", TITLE)]


def test_a_document_named_by_title_alone_gets_its_number_and_day() -> None:
    assert said(read(f"根据《{TITLE}》，现通知如下。")) == [("created", "2015-08-07"), ("issueNumber", NUMBER)]


def test_a_text_older_than_the_document_means_another_one() -> None:
    assert said(read(f"根据《{TITLE}》，现通知如下。", "2014-01-01")) == []


def test_what_the_index_adds_is_not_told_as_said_by_the_text() -> None:
    assert [local(claim.predicate) for claim in relations(read(f"根据《{TITLE}》，现通知如下。"))] == ["cites"]


def test_a_title_with_and_without_its_issuer_is_one_document() -> None:
    with_issuer, without = (documents(read(f"根据《{title}》，现通知如下。"))[0] for title in (TITLE, TITLE.removeprefix("国务院")))
    assert with_issuer.entity is not None and without.entity is not None
    assert with_issuer.entity.iri == without.entity.iri
    assert without.entity.official == TITLE


def test_a_title_without_its_issuer_is_the_one_that_the_same_text_gives_in_full() -> None:
    text = "《厦门市教育局关于做好校车安全工作的意见》印发后，各区落实《关于做好校车安全工作的意见》。"
    one, other = documents(read(text))
    assert one.entity is not None and other.entity is not None
    assert one.entity.iri == other.entity.iri


def test_a_title_in_marks_and_without_is_one_document() -> None:
    one = documents(read("根据《中华人民共和国义务教育法》办理。"))[0]
    other = documents(read("根据中华人民共和国义务教育法办理。"))[0]
    assert one.entity == other.entity
