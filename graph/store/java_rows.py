"""Turns Arrow columns into rows of Java objects, whole columns at a time, inside the child.

A Python call for every value would take most of a load. Here each column crosses once, and rows
are put together in Java, by a method handle composed from the columns' own accessors:
row(i) = [name 1, value 1, name 2, value 2 ...] without the names whose value is null.
"""

from collections.abc import Sequence
from typing import Any

import jpype
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Column = tuple[Any, Any]
"""An Object[] of values, and an int[] with the place of every row's value there."""


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
        self._text = self._text_of_bytes()
        self.as_interface = jpype.JClass("java.lang.invoke.MethodHandleProxies").asInterfaceInstance

    def _text_of_bytes(self) -> Any:
        """Handle of (bytes, start, size): a String."""
        made = [jpype.JArray(jpype.JByte).class_, self.int, self.int]
        charset = jpype.JClass("java.nio.charset.Charset").class_
        kind = self.type(jpype.JClass("java.lang.Void").TYPE, *made, charset)
        new = self._lookup.findConstructor(jpype.JClass("java.lang.String").class_, kind)
        return self.bind(new, 3, jpype.JClass("java.nio.charset.StandardCharsets").UTF_8)

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

    def convert(self, values: pa.Array) -> Column:
        """The values as the Bolt door stores them, each once, and which of them every row has."""
        if values.type == pa.int64() and not values.null_count:
            every = jpype.JArray(jpype.JInt)(np.arange(len(values), dtype=np.int32))
            return self._longs(jpype.JArray(jpype.JLong)(values.to_numpy())), every
        if pa.types.is_list(values.type):
            places, lists = distinct_lists(values)
            made = [self.list(self.as_list(self.texts(items))) for items in lists]
            return self.column([*made, None]), jpype.JArray(jpype.JInt)(places)
        found = values.dictionary_encode()
        last = len(found.dictionary)  # where the null is
        places = found.indices.fill_null(last).to_numpy()
        return self._distinct(found.dictionary), jpype.JArray(jpype.JInt)(places)

    def _distinct(self, values: pa.Array) -> Any:
        """An Object[] of values that aren't null, and of null after them."""
        kind = values.type
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            return self._strings(values.cast(pa.string()))
        if pa.types.is_date32(kind):
            days = values.cast(pa.int32()).to_pylist()
            return self.column([*map(self._day, days), None])
        boxes = {pa.int64(): jpype.JLong, pa.float64(): jpype.JDouble, pa.bool_(): jpype.JBoolean}
        if kind not in boxes:
            raise TypeError(f"{kind} isn't a stored type")
        made = [jpype.JObject(boxes[kind](value)) for value in values.to_pylist()]
        return self.column([*made, None])

    def _strings(self, values: pa.StringArray) -> Any:
        """The same of texts, made in Java from their bytes: one by one takes JPype far longer."""
        count, (_, ends, letters) = len(values), values.buffers()
        if not count:
            return self.column([None])
        bounds = np.frombuffer(ends, np.int32)[values.offset :][: count + 1]
        signs = np.frombuffer(letters or b"", np.int8)[bounds[0] : bounds[-1]]
        starts, sizes = bounds[:-1] - bounds[0], np.diff(bounds)
        numbers = [jpype.JArray(jpype.JInt)(found) for found in (starts, sizes)]
        element = self.handles.arrayElementGetter(jpype.JArray(jpype.JInt).class_)
        parts = [self.bind(element, 0, found) for found in numbers]
        make = self.bind(self._text, 0, jpype.JArray(jpype.JByte)(signs))
        make = self.as_interface(self.int_function, self.by_index(make, parts))
        made = self.int_stream.range(0, count).mapToObj(make).toArray()
        return jpype.JClass("java.util.Arrays").copyOf(made, count + 1)


def distinct_lists(values: pa.ListArray) -> tuple[NDArray[np.int32], list[list[str]]]:
    """Every distinct list of texts once, and its place there for each row.

    A null list has the place after the last.
    """
    sizes = values.value_lengths().fill_null(-1).to_numpy()
    found = values.flatten().dictionary_encode()
    words, codes = found.dictionary.to_pylist(), found.indices.to_numpy()
    starts = np.cumsum(np.maximum(sizes, 0)) - np.maximum(sizes, 0)
    places = np.empty(len(values), np.int32)
    lists: list[list[str]] = []
    for size in np.unique(sizes[sizes >= 0]):
        rows = np.flatnonzero(sizes == size)
        each = codes[starts[rows, None] + np.arange(size)]
        distinct, at = np.unique(each, axis=0, return_inverse=True)
        places[rows] = len(lists) + at.reshape(-1)
        lists += [[words[code] for code in line] for line in distinct]
    places[sizes < 0] = len(lists)
    return places, lists


class Rows:
    """Makes the rows of one table; its columns are exchanged batch by batch."""

    def __init__(self, java: Java, names: Sequence[str]) -> None:
        self._java = java
        self._columns = java.table(len(names))
        self._places = jpype.JArray(jpype.JInt, 2)(len(names))
        handles = java.handles
        is_null = java.function(
            jpype.JClass("java.util.Objects"), "isNull", jpype.JBoolean.class_, java.object
        )
        parts = []
        for number, name in enumerate(names):
            value = self._value(number)
            absent = handles.filterReturnValue(value, is_null)
            text = jpype.JClass("java.lang.String")(name)
            named = handles.guardWithTest(absent, java.constant(None), java.constant(text))
            parts += [named, value]
        collect = handles.identity(java.column.class_).asCollector(java.column.class_, len(parts))
        self.row = self._without_nulls(java.by_index(collect, parts))
        self._make = java.as_interface(java.int_function, self.row)
        array = handles.arrayConstructor(java.table.class_)
        self._array = java.as_interface(java.int_function, array)

    def exchange(self, columns: Sequence[Column]) -> None:
        """Make rows of these columns (Java.convert) from now on."""
        for number, (values, places) in enumerate(columns):
            self._columns[number] = values
            self._places[number] = places

    def all(self, count: int) -> Any:
        """Rows 0 to count - 1 as an Object[][]."""
        return self._java.int_stream.range(0, count).mapToObj(self._make).toArray(self._array)

    def _value(self, number: int) -> Any:
        """Handle of i: the value in that column, whichever column is there then."""
        java, at = self._java, jpype.JObject(jpype.JInt(number))
        element = java.handles.arrayElementGetter
        values = java.bind(element(java.table.class_), 0, self._columns, at)
        places = java.bind(element(jpype.JArray(jpype.JInt, 2).class_), 0, self._places, at)
        value = java.handles.foldArguments(element(java.column.class_), values)
        place = java.handles.foldArguments(element(jpype.JArray(jpype.JInt).class_), places)
        return java.handles.filterReturnValue(place, value)

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
