"""What the store answers wrongly or slowly in a query, found in its text."""

import re

from kg.queries import Query


def bare(query: Query) -> str:
    """The query's SPARQL without comments and strings."""
    return re.sub(r'"(?:[^"\\]|\\.)*"|#[^\n]*(?=\n)(?<!>)', "", re.sub(r"<[^>\s]*>", "<iri>", query.text))


def traps(query: Query) -> list[str]:
    """What the store answers wrongly or slowly."""
    text, found = bare(query), []
    if re.search(r"SELECT\s+(DISTINCT\s+)?\*", text, re.I):
        found.append("SELECT * gives columns in alphabetical order")
    if re.search(r"GRAPH\s+\S+\s*\{\s*SELECT\b", text, re.I):
        found.append("an aggregate inside GRAPH counts over all graphs")
    if re.search(r"GRAPH\s+\?\w+\s*\{\s*(VALUES|MINUS)\b", text, re.I):
        found.append("GRAPH ?g around VALUES or MINUS binds no graph")
    if re.search(r"(?<!\?)\bFROM\b", text, re.I):
        found.append("a union of graphs is not deduplicated")
    if re.search(r"(?<!\?)\b(SERVICE|LOAD)\b", text, re.I):
        found.append("SERVICE and LOAD reach out to the network")
    if re.search(r"OPTIONAL\s*\{\s*\{?\s*SELECT\b", text, re.I):
        found.append("a sub-select in OPTIONAL runs once for each row")
    found += [f"?{name} stands in BIND inside OPTIONAL and is not bound there" for name in sorted(not_there(text))]
    found += [f"?{name} may be unbound, and then its aggregate is" for name in sorted(maybe_unbound(text))]
    return found


def groups(text: str, head: str) -> list[str]:
    """What stands in the braces that follow each match of `head`."""
    found = []
    for match in re.finditer(head + r"\s*\{", text, re.I):
        depth, at = 1, match.end()
        while depth and at < len(text):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        found.append(text[match.end() : at - 1])
    return found


def not_there(text: str) -> set[str]:
    """Variables that a BIND in an OPTIONAL takes from outside, where it cannot see them."""
    found = set()
    for group in groups(text, "OPTIONAL"):
        binds = re.findall(r"BIND\s*\((.*?)AS\s+\?\w+\s*\)", group, re.S)
        patterns = set(re.findall(r"\?(\w+)", re.sub(r"BIND\s*\(.*?AS\s+\?\w+\s*\)|FILTER\s*\(.*?\)", "", group, flags=re.S)))
        made = set(re.findall(r"AS\s+\?(\w+)", group))
        found |= {name for bind in binds for name in re.findall(r"\?(\w+)", bind)} - patterns - made
    return found


def maybe_unbound(text: str) -> set[str]:
    """Variables under MIN, MAX, SUM, AVG or GROUP_CONCAT that only an OPTIONAL binds: one row without a value, and the whole has none."""
    taken = set(re.findall(r"\b(?:MIN|MAX|SUM|AVG|GROUP_CONCAT)\s*\(\s*(?:DISTINCT\s+)?\?(\w+)", text, re.I))
    required = re.sub(r"\bSELECT\b.*?\bWHERE\b|\bGROUP BY\b[^}]*|\bFILTER\b[^\n]*|\bHAVING\b[^\n]*", "", text, flags=re.S | re.I)
    for group in groups(required, "OPTIONAL"):
        required = required.replace(group, "")
    return taken - set(re.findall(r"\?(\w+)", required)) - set(re.findall(r"AS\s+\?(\w+)", text, re.I))


def unbound_first(query: Query) -> set[str]:
    """Variable predicates of patterns that nothing before them has named: such a pattern goes through the whole store."""
    text, found = bare(query), set()
    for match in re.finditer(r"\?\w+\s+\?(\w+)\s+\?\w+\s*[.;}]", text):
        if not re.search(rf"\?{match[1]}\b", text[text.find("WHERE") : match.start()]):
            found.add(match[1])
    return found
