"""Errors that a person can act on: each is one sentence saying what, where and what to do."""

from collections.abc import Mapping


class RingleaderError(Exception):
    """Base of every error shown to a user as one sentence; the command line exits with status 2.

    `said` is a message id with its parameters where the sentence can be said in the reader's
    language (`graph.language.failure`, `failure_text`); as text an error is English.
    """

    said: tuple[str, Mapping[str, object]] | None = None


class StoreError(RingleaderError):
    """The store can't be reached, is locked, refuses the work or took too long."""


class InputError(RingleaderError):
    """A file, row, column or value given by a user can't be used."""


class NotFoundError(RingleaderError):
    """An entity, ring or case with this id isn't in the store."""


class RegistryError(RingleaderError):
    """A schema type, query, typology, source or message file is broken; names file and line."""
