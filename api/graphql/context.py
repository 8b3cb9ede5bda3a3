"""What types and resolvers share: the services, scalars, languages, and typed decorators."""

import enum
from collections.abc import Callable
from typing import Any, NewType, TypeVar, dataclass_transform

import strawberry
from strawberry import relay
from strawberry.types import Info as StrawberryInfo
from strawberry.types.field import StrawberryField

from api.services import Services

Info = StrawberryInfo[Services, None]

MinorUnits = NewType("MinorUnits", int)
Raw = NewType("Raw", object)


@strawberry.enum(description="A language the product speaks.")
class Language(enum.Enum):
    """A language the product speaks."""

    EN = "en"
    ZH = "zh"


def language(info: Info, lang: Language | None) -> str:
    """The language asked for, else the server's."""
    return lang.value if lang else info.context.settings.lang


T = TypeVar("T")


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def described(cls: type[T]) -> type[T]:
    """A GraphQL type whose description is its docstring."""
    return strawberry.type(cls, description=cls.__doc__)


def field(description: str) -> Callable[[Callable[..., object]], StrawberryField]:
    """A field that is resolved by the function."""

    def add(resolver: Callable[..., object]) -> StrawberryField:
        return strawberry.field(resolver, description=description)

    return add


def mutation(description: str) -> Callable[[Callable[..., object]], StrawberryField]:
    """A mutation that is done by the function."""

    def add(resolver: Callable[..., object]) -> StrawberryField:
        return strawberry.mutation(resolver, description=description)

    return add


def connection(
    node: type[relay.Node], description: str
) -> Callable[[Callable[..., object]], StrawberryField]:
    """A Relay connection over the nodes that the function returns, with cursors."""

    def add(resolver: Callable[..., object]) -> StrawberryField:
        kind: Any = relay.ListConnection
        made: StrawberryField = relay.connection(kind[node], description=description)(resolver)
        return made

    return add
