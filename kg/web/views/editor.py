"""What the SPARQL editor knows: prefixes, terms with their meaning, and the shipped questions as examples."""

from kg.queries import shipped
from kg.vocabulary import PREFIXES, TERMS, rebased
from kg.web.served import Served
from kg.web.views.things import Data


def editor(served: Served, seconds: str = "10", megabytes: str = "64", characters: str = "100000") -> Data:
    """Prefixes, terms and examples under the store's base, and the limits of a query as they are given."""
    prefixes = {name: rebased(iri, served.base) for name, iri in sorted(PREFIXES.items())}
    named = sorted(((iri, name) for name, iri in PREFIXES.items()), key=lambda pair: -len(pair[0]))
    terms = []
    for iri, term in sorted(TERMS.items()):
        prefixed = next((f"{name}:{iri.removeprefix(start)}" for start, name in named if iri.startswith(start) and iri != start), "")
        if prefixed and term.labels:
            label = {"zh": term.labels.get("zh", prefixed), "en": term.labels.get("en", prefixed)}
            terms.append({"iri": rebased(iri, served.base), "prefixed": prefixed, "label": label, "comment": term.comment})
    examples = [
        {"name": query.name, "title": {"zh": query.title, "en": query.title_en}, "text": query.text.replace(PREFIXES["kg"], prefixes["kg"])}
        for query in shipped()
    ]
    limits = {"seconds": int(seconds), "megabytes": int(megabytes), "characters": int(characters)}
    return {"prefixes": prefixes, "terms": terms, "examples": examples, "limits": limits}
