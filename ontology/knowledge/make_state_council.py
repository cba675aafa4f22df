"""Make the table of the State Council's documents: state-council-documents.tsv.gz.

    python make_state_council.py [FILE [TARGET]]

FILE is the published list (CSV with title, doc_no, written_date); without it `../shared/reference/state-council-documents.csv`,
seen from the repository, is taken. TARGET is where the table goes, without it the folder of this file. A row is a number
(an order's as it is cited: 国务院令第663号), a title and the day the document was written, sorted by number. Left out are
documents without a number, and titles that say nothing. The same list makes the same bytes.
"""

import csv
import gzip
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parents[2] / "shared" / "reference" / "state-council-documents.csv"
_ORDER, _AS_CITED = "国令第", "国务院令第"
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_HAN_SPACE = re.compile(r"(?<=[\u4e00-\u9fff》”])\s+(?=[\u4e00-\u9fff《“])")
_SAYS_NOTHING = re.compile("中华人民共和国国务院令|国务院令|国务院公告|中华人民共和国国务院公告")


def rows(path: Path) -> list[tuple[str, str, str]]:
    """Number, title and ISO day of every document of the list that has a number and a title, sorted, each once."""
    found = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            number = re.sub(r"\s", "", row["doc_no"]).replace(_ORDER, _AS_CITED)
            title = _HAN_SPACE.sub(" ", row["title"].strip())
            day = _DAY.fullmatch(row["written_date"].strip())
            if number and title and not _SAYS_NOTHING.fullmatch(title):
                found.add((number, title, f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else ""))
    return sorted(found)


def main(path: Path, target: Path) -> None:
    """Write the table, packed without a time stamp."""
    lines = ["number\ttitle\twritten", *("\t".join(row) for row in rows(path))]
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0)
    (target / "state-council-documents.tsv.gz").write_bytes(packed)


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given[0] if given else REFERENCE, given[1] if len(given) > 1 else HERE)
