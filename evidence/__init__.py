"""Evidence bundles: a BagIt folder that a court can check without Ringleader."""

from evidence.bundle import BundleReport, write_bundle
from evidence.errors import BundleError
from evidence.verify import fingerprint, verify_bundle

__all__ = ["BundleError", "BundleReport", "fingerprint", "verify_bundle", "write_bundle"]
