"""How long work tells that it advances. How that is shown belongs to whoever asked for the work."""


class Progress:
    """Silent progress; a terminal shows a bar by overriding both methods."""

    def begin(self, total: int) -> None:
        """`total` documents are going to be read."""

    def advance(self, document_id: str) -> None:
        """One more document has been read, from its bytes or from the cache."""
