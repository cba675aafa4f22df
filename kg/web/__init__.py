"""The graph on the web: a SPARQL endpoint, linked data, a reconciliation service, and pages for people."""
