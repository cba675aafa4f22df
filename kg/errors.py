"""What can go wrong, by who must act. A message says where, what, and what next."""


class KgError(Exception):
    """Any failure that kg explains; the command line prints it without a traceback."""


class SetupError(KgError):
    """The keeper must act: the ontology, the knowledge or a query file is wrong."""


class DocumentError(KgError):
    """This document cannot be read: it is reported, and the rest goes on."""


class QueryError(KgError):
    """The asker must act: HTTP 400, exit status 2."""


class Missing(QueryError):  # noqa: N818
    """There is nothing under the IRI `iri`: HTTP 404, or 410 where there once was."""

    def __init__(self, iri: str) -> None:
        super().__init__(f"there is nothing here under <{iri}>.")
        self.iri = iri
