"""Keys of names: order, titles, spelling of Chinese names; close names that stay apart."""

import pytest

from graph.values import value_type

SAME = [
    ("张小明", "张 小明", "Zhang Xiaoming", "Xiaoming Zhang", "ZHANG XIAO MING", "Xiao-Ming Zhang"),
    ("欧阳娜娜", "Ouyang Nana", "Nana OUYANG", "欧阳娜娜女士"),
    ("单小明", "Shan Xiaoming"),  # as a surname it is not Dan
    ("曾小明先生", "Zeng Xiaoming", "Mr Zeng Xiaoming"),
    ("吕小明", "Lyu Xiaoming", "Lv Xiaoming"),
    ("Ada Example", "EXAMPLE Ada", "Dr. Ada Example", "Example, Ada"),
    ("Seán O'Example", "Sean OExample"),
    ("Иван Примеров", "Ivan Primerov"),
]
APART = [
    ("张小明", "章小红"),
    ("Mr Example", "Mrs Example"),  # nothing else tells them apart
    ("John Example", "John Example Jr"),
    ("Mary Smith-Jones", "Mary Smith"),
    ("张先生", "张"),
    ("Jane Doe", "Janedoe"),
]


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_writings_of_one_name_meet(names: tuple[str, ...]) -> None:
    assert len({value_type("name").key(name) for name in names}) == 1


@pytest.mark.parametrize("names", APART, ids=lambda names: names[0])
def test_other_names_stay_apart(names: tuple[str, str]) -> None:
    assert value_type("name").key(names[0]) != value_type("name").key(names[1])


def test_the_name_itself_stays_as_written() -> None:
    assert value_type("name").clean("Dr  张小明") == "Dr 张小明"
