"""A network as a file for Gephi and others."""

from kg import graph_markup, network
from kg.graph_parts import Parts
from kg.web.served import Served
from kg.web.views.network import asked_for, found
from kg.web.views.things import Data


def gexf(served: Served, **parameters: str) -> Data:
    """The network that the page `network` draws with these parameters, as the text of a GEXF file."""
    edges, _ = found(served, asked_for(parameters))
    return {"text": "".join(graph_markup.gexf(Parts(network.graph(served.store, edges))))}
