"""What can go wrong when a bundle is made."""

from graph.errors import RingleaderError


class BundleError(RingleaderError):
    """The bundle can't be made or written; nothing half-done is left."""
