from tests.sources.serving import server

__all__ = ["server"]
