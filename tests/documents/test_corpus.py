"""The readers on real documents, where the corpus lies beside the repository."""

import csv
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kg.documents import Found, walk
from kg.documents.body import is_furniture
from kg.documents.decoding import decode
from kg.errors import DocumentError
from kg.model import Document
from tests.inputs import read

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus (../shared/corpus) is not here")


def everything(folder: Path) -> list[tuple[Path, Document | DocumentError]]:
    files = [found for found in walk([folder]) if isinstance(found, Found)]
    return [(file.path, document) for file in files for document in read(file.path, file.source, "")]


def documents(folder: str) -> list[tuple[Path, Document]]:
    return [(path, document) for path, document in everything(CORPUS / folder) if isinstance(document, Document)]


def test_the_whole_corpus_is_read_without_an_error() -> None:
    found = [document for _, document in everything(CORPUS)]
    assert [str(error) for error in found if not isinstance(error, Document)] == []
    assert len(found) > 2000
    assert len({document.iri for document in found if isinstance(document, Document)}) == len(found)


def test_title_number_issuers_and_days_of_state_council_documents_are_right() -> None:
    with (SHARED / "reference" / "state-council-documents.csv").open(encoding="utf-8-sig", newline="") as file:
        key = {row["url"]: row for row in csv.DictReader(file)}
    pages = documents("govcn-html")
    assert len(pages) == 40
    for _, document in pages:
        header, row = document.header, key[document.header.url]
        days = tuple("-".join(re.findall(r"\d+", row[name])) for name in ("written_date", "published_date"))
        assert document.title == row["title"]
        assert (header.number, header.written, header.published) == (row["doc_no"], *days)
        assert header.issuers and all(name in ("国务院", "国务院办公厅", "中央军委办公厅") for name in header.issuers)


def test_title_day_and_publisher_of_guangzhou_pages_equal_their_meta_tags() -> None:
    pages = documents("guangzhou-html")
    assert len(pages) == 37
    for path, document in pages:
        soup = BeautifulSoup(decode(path.read_bytes()), "lxml")
        metas = {str(tag["name"]): " ".join(str(tag["content"]).split()) for tag in soup.find_all("meta", attrs={"name": True})}
        stated = (document.title, document.header.published, document.header.publisher)
        assert stated == (metas["ArticleTitle"], metas["PubDate"][:10], metas["SiteName"])


@pytest.mark.parametrize("folder", ["govcn-html", "guangzhou-html", "statistics-html", "other-html", "seed"])
def test_no_text_begins_or_ends_with_furniture(folder: str) -> None:
    for _, document in documents(folder):
        first, *_, last = document.text.split("\n") * 2
        assert not is_furniture(first) and not is_furniture(last), document.source


def test_each_item_of_a_broadcast_is_a_document() -> None:
    for path, document in documents("xwlb"):
        day = path.stem
        assert document.header.published == f"{day[:4]}-{day[4:6]}-{day[6:]}"
        assert document.header.publisher == "新闻联播"
        assert document.text and not document.text.startswith("#") and "](" not in document.text
