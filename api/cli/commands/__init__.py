"""The command groups of `ringleader`; each module has register(app)."""
