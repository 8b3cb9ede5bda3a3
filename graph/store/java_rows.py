"""Turns Arrow columns into rows of Java objects, whole columns at a time, inside the child.

A Python call for every value would take most of a load. Here each column crosses once, and rows
are put together in Java, by a method handle composed from the columns' own accessors:
row(i) = [name 1, value 1, name 2, value 2 ...] without the names whose value is null.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import jpype
import pyarrow as pa

_EPOCH = datetime.date(1970, 1, 1)


class Java:
    """The Java classes used for loading, looked up once the machine runs."""

    def __init__(self) -> None:
        self.object = jpype.JClass("java.lang.Object").class_
        self.int = jpype.JInt.class_
        self.column = jpype.JArray(jpype.JObject)
        self.table = jpype.JArray(jpype.JObject, 2)
        self.texts = jpype.JArray(jpype.JString)
        self.handles = jpype.JClass("java.lang.invoke.MethodHandles")
        self.int_stream = jpype.JClass("java.util.stream.IntStream")
        self.int_function = jpype.JClass("java.util.function.IntFunction").class_
        self.int_consumer = jpype.JClass("java.util.function.IntConsumer").class_
        self.list = jpype.JClass("java.util.ArrayList")
        self.as_list = jpype.JClass("java.util.Arrays").asList
        self._day = jpype.JClass("java.time.LocalDate").ofEpochDay
        self._longs = jpype.JClass("com.arcadedb.python.DocumentBatcher").boxLongs
        self._lookup = self.handles.publicLookup()
        self._classes = jpype.JArray(jpype.JClass("java.lang.Class"))
        self._type = jpype.JClass("java.lang.invoke.MethodType").methodType
        self.as_interface = jpype.JClass("java.lang.invoke.MethodHandleProxies").asInterfaceInstance

    def type(self, returns: Any, *parameters: Any) -> Any:
        """A method type."""
        return self._type(returns, self._classes(list(parameters)))

    def method(self, owner: Any, name: str, returns: Any, *parameters: Any) -> Any:
        """Handle of a method of objects of the class `owner`, which comes first."""
        return self._lookup.findVirtual(owner, name, self.type(returns, *parameters))

    def function(self, owner: Any, name: str, returns: Any, *parameters: Any) -> Any:
        """Handle of a static method."""
        return self._lookup.findStatic(owner, name, self.type(returns, *parameters))

    def bind(self, handle: Any, place: int, *values: Any) -> Any:
        """The handle with these parameters given for good."""
        return self.handles.insertArguments(handle, place, self.column(list(values)))

    def by_index(self, handle: Any, parts: Sequence[Any]) -> Any:
        """handle(parts[0](i), parts[1](i) ...) as a handle of i."""
        several = jpype.JArray(jpype.JClass("java.lang.invoke.MethodHandle"))(list(parts))
        filtered = self.handles.filterArguments(handle, 0, several)
        same = jpype.JArray(jpype.JInt)([0] * len(parts))
        kind = self.type(handle.type().returnType(), self.int)
        return self.handles.permuteArguments(filtered, kind, same)

    def constant(self, value: Any) -> Any:
        """A handle of i that always gives `value`."""
        constant = self.handles.constant(self.object, value)
        return self.handles.dropArguments(constant, 0, self._classes([self.int]))

    def convert(self, values: pa.Array) -> Any:
        """An Object[] with the values as the Bolt door stores them; null where absent."""
        kind = values.type
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            return self.texts(values.to_pylist())
        if pa.types.is_int64(kind):
            if not values.null_count:
                return self._longs(jpype.JArray(jpype.JLong)(values.to_numpy()))
            return self._each(values.to_pylist(), lambda value: jpype.JObject(jpype.JLong(value)))
        if pa.types.is_float64(kind):
            return self._each(values.to_pylist(), lambda value: jpype.JObject(jpype.JDouble(value)))
        if pa.types.is_boolean(kind):
            box = jpype.JBoolean
            return self._each(values.to_pylist(), lambda value: jpype.JObject(box(value)))
        if pa.types.is_date32(kind):
            days = values.cast(pa.int32()).to_pylist()
            return self._each(days, self._day)
        if pa.types.is_list(kind):
            lists = [None if items is None else tuple(items) for items in values.to_pylist()]
            return self._each(lists, lambda items: self.list(self.as_list(self.texts(items))))
        raise TypeError(f"{kind} isn't a stored type")

    def _each(self, values: Sequence[Any], make: Callable[[Any], Any]) -> Any:
        """Every distinct value is made once: dates, lists and figures repeat."""
        made = {value: make(value) for value in set(values) - {None}}
        return self.column([made.get(value) for value in values])


class Rows:
    """Makes the rows of one table; its columns are exchanged batch by batch."""

    def __init__(self, java: Java, names: Sequence[str]) -> None:
        self._java = java
        self._columns = java.table(len(names))
        handles = java.handles
        is_null = java.function(
            jpype.JClass("java.util.Objects"), "isNull", jpype.JBoolean.class_, java.object
        )
        parts = []
        for place, name in enumerate(names):
            value = self._value(place)
            absent = handles.filterReturnValue(value, is_null)
            text = jpype.JClass("java.lang.String")(name)
            named = handles.guardWithTest(absent, java.constant(None), java.constant(text))
            parts += [named, value]
        collect = handles.identity(java.column.class_).asCollector(java.column.class_, len(parts))
        self.row = self._without_nulls(java.by_index(collect, parts))
        self._make = java.as_interface(java.int_function, self.row)
        array = handles.arrayConstructor(java.table.class_)
        self._array = java.as_interface(java.int_function, array)

    def exchange(self, columns: Sequence[Any]) -> None:
        """Make rows of these columns (Java.convert) from now on."""
        for place, column in enumerate(columns):
            self._columns[place] = column

    def all(self, count: int) -> Any:
        """Rows 0 to count - 1 as an Object[][]."""
        return self._java.int_stream.range(0, count).mapToObj(self._make).toArray(self._array)

    def _value(self, place: int) -> Any:
        """Handle of i: the value in the column at `place`, whichever column is there then."""
        java = self._java
        of_table = java.handles.arrayElementGetter(java.table.class_)
        column = java.bind(of_table, 0, self._columns, jpype.JObject(jpype.JInt(place)))
        return java.handles.foldArguments(
            java.handles.arrayElementGetter(java.column.class_), column
        )

    def _without_nulls(self, row: Any) -> Any:
        java = self._java
        stream = jpype.JClass("java.util.stream.Stream").class_
        predicate = jpype.JClass("java.util.function.Predicate").class_
        there = java.function(
            jpype.JClass("java.util.Objects"), "nonNull", jpype.JBoolean.class_, java.object
        )
        opened = java.function(
            jpype.JClass("java.util.Arrays"), "stream", stream, java.column.class_
        )
        filtered = java.method(stream, "filter", stream, predicate)
        filtered = java.bind(filtered, 1, java.as_interface(predicate, there))
        steps = (opened, filtered, java.method(stream, "toArray", java.column.class_))
        for step in steps:
            row = java.handles.filterReturnValue(row, step)
        return row
