"""Errors that a person can act on: each is one sentence saying what, where and what to do."""


class RingleaderError(Exception):
    """Base of every error shown to a user as one sentence; the command line exits with status 2."""


class StoreError(RingleaderError):
    """The store can't be reached, is locked, refuses the work or took too long."""


class InputError(RingleaderError):
    """A file, row, column or value given by a user can't be used."""


class NotFoundError(RingleaderError):
    """An entity, ring or case with this id isn't in the store."""


class RegistryError(RingleaderError):
    """A schema type, query, typology, source or message file is broken; names file and line."""
