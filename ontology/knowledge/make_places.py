"""Make the tables of administrative divisions: places.ttl, places-former.ttl and townships.tsv.gz.

    python make_places.py [FOLDER [TARGET]]

FOLDER holds the published tables (`list.json`, `diff.json`, `streets.csv`); without it `../shared/reference/divisions`,
seen from the repository, is taken. TARGET is where the tables go, without it the folder of this file. Two tables beside
this file say what the published ones do not: `division-years.tsv`, since when and until when a code stood for a name, and
`place-names.tsv`, how short names are formed and which are weak. The same tables make the same bytes.
"""

import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from division_history import TAIWAN, Division, History, Row, Rules, parent_code

HERE = Path(__file__).resolve().parent
REFERENCE = HERE.parents[2] / "shared" / "reference" / "divisions"
PREFIXES = """@base <https://w3id.org/govkg/id/> .
@prefix kg: <https://w3id.org/govkg/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""


def read_years(path: Path) -> list[Row]:
    """The rows of `division-years.tsv`."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    return [Row(code, name, int(since or 0), int(until or 0)) for code, name, since, until in rows]


def current_divisions(names: dict[str, str], years: list[Row], rules: Rules) -> dict[str, Division]:
    """The divisions of today by code; `names` is the published list, which leaves a few out and brackets doublets."""
    extra = {row[0]: row[1] for row in rules.rows["extra"]}
    names = names | {row.code: row.name for row in years if not row.until} | extra
    codes = {TAIWAN.get(code, code): name for code, name in names.items() if "(" not in name}
    return {code: Division(code, code, name, parent=parent_code(code, codes)) for code, name in sorted(codes.items())}


def give_names(divisions: Iterable[Division], rules: Rules, taken: set[str]) -> set[str]:
    """Give the divisions their further names, level by level, and return all names that are now in use.

    A short name that divisions of one level share, or that is weak, only confirms; one that a higher level bears, or that
    is in `taken`, is left out.
    """
    rows = list(divisions)
    used = taken | {division.name for division in rows}
    for level in ("province", "prefecture", "county"):
        peers = [(division, *rules.short(division.name)) for division in rows if division.level == level]
        counts = Counter(short for _, short, _ in peers)
        for division, short, compound in peers:
            # Districts of Taiwan's cities go by their full names.
            if short and short not in used and division.code not in rules.plain and not division.parent.startswith("83"):
                division.names["hiddenLabel" if short in rules.weak or counts[short] > 1 else "altLabel"].append(short)
            if compound and compound not in used and level != "province":
                division.names["altLabel"].append(compound)
            for kind, label in (("alias", "altLabel"), ("hidden", "hiddenLabel"), ("abbreviation", "abbreviation")):
                division.names[label] += rules.values(kind, division.key)
        used |= {name for division, *_ in peers for name in division.names["altLabel"]}
    return used


def line(division: Division, rules: Rules) -> str:
    """The division as one line of Turtle."""
    parts = [f'a kg:Division ; kg:level "{division.level}" ; kg:code "{division.code}" ; skos:prefLabel "{division.name}"@zh']
    for label in ("altLabel", "hiddenLabel", "abbreviation"):
        if names := division.names[label]:
            prefix = "kg" if label == "abbreviation" else "skos"
            parts.append(f"{prefix}:{label} " + ", ".join(f'"{name}"@zh' for name in names))
    if division.name in rules.context:
        parts.append("kg:needsContext true")
    if division.since:
        parts.append(f'kg:validFrom "{division.since}"^^xsd:gYear')
    if division.until:
        parts.append(f'kg:validUntil "{division.until}"^^xsd:gYear')
    if division.codes:
        parts.append("kg:formerCode " + ", ".join(f'"{code}"' for code in sorted(division.codes)))
    parts.append(f"kg:parent <place/{division.parent}>")
    if division.successors:
        parts.append("kg:successor " + ", ".join(f"<place/{key}>" for key in division.successors))
    return f"<place/{division.key}> " + " ; ".join(parts) + " .\n"


def townships(rows: Iterable[dict[str, str]], history: History) -> str:
    """Streets, towns and townships: code, name and the code of the current division each lies in, by code.

    Names of two characters that are no town's (`城区`, `农场`) are left out: they name nothing outside their county.
    """
    moved = {division.code: division.successors for division in history.former if division.key == division.code}
    text = "code\tname\tparent\n"
    for row in sorted(rows, key=lambda row: row["code"]):
        area, name = row["areaCode"], row["name"].strip()
        if len(name) > 2 or name.endswith(tuple(history.rules.keys("town"))):
            parents = [area, *moved.get(area, ()), area[:4] + "00", area[:2] + "0000"]
            text += f"{row['code']}\t{name}\t{next(code for code in parents if code in history.current)}\n"
    return text


def main(folder: Path, target: Path) -> None:
    """Read the tables of `folder` and write the three tables to `target`."""
    rules = Rules(HERE / "place-names.tsv")
    years = read_years(HERE / "division-years.tsv")
    current = current_divisions(json.loads((folder / "list.json").read_text(encoding="utf-8")), years, rules)
    history = History(years, json.loads((folder / "diff.json").read_text(encoding="utf-8")), current, rules)
    used = give_names(current.values(), rules, set())
    give_names(history.former, rules, used | {name for division in current.values() for name in division.names["hiddenLabel"]})
    for path, divisions in (("places.ttl", list(current.values())), ("places-former.ttl", history.former)):
        text = PREFIXES + "".join(line(division, rules) for division in divisions)
        (target / path).write_text(text, encoding="utf-8")
    with (folder / "streets.csv").open(encoding="utf-8", newline="") as file:
        table = townships(csv.DictReader(file), history)
    (target / "townships.tsv.gz").write_bytes(gzip.compress(table.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else REFERENCE, Path(sys.argv[2]) if sys.argv[2:] else HERE)
