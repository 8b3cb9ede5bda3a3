"""Mistakes in a mapping: each is told with its line and what to do, in the reader's language."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from graph.errors import InputError
from graph.language import LANGUAGES, Said, catalog, failure_text
from ingest import mapping_text
from ingest.mapping_file import read_mapping
from ingest.source import choose_source
from tests.ingest.test_mapping_file import GOOD


class Mistake(NamedTuple):
    """What is written instead of what, and what is said of it."""

    right: str
    wrong: str
    line: int
    english: str
    chinese: str


TITLE, FILE, KEY = "title: My insurer", "    file: clients*.csv", "key: NUMBER"
MISTAKES = {
    "a word written twice": Mistake(
        TITLE,
        f"{TITLE}\ntitle: Another insurer",
        3,
        "the same word stands here and above in this part; keep one of the two.",
        "该词在这一部分的上文已写过；请只保留一处。",
    ),
    # Words of the language.
    "no mapping": Mistake(
        GOOD,
        "just text",
        1,
        "this is no mapping; see docs/sources.md for one to start from.",
        "这不是映射；请参照 docs/sources.md 中的示例编写。",
    ),
    "nothing in the file": Mistake(GOOD, "", 1, "this is no mapping", "这不是映射"),
    "a word that is missing": Mistake(
        f"{TITLE}\n", "", 1, "'title' is missing here; add it.", "此处缺少“title”；请补上。"
    ),
    "a word that is missing in a part": Mistake(
        "label: Person", "label: {cases: {}}", 8, "'by' is missing here", "此处缺少“by”"
    ),
    "a mistyped word": Mistake(
        "hints: {",
        "hint: {",
        9,
        "'hint' is not a word of the mapping language here; did you mean 'hints'?",
        "此处不能使用“hint”，映射语言中没有这个词；是否指“hints”？",
    ),
    "a mistyped word of a key": Mistake(
        "column: TEL", "colum: TEL", 9, "'colum' is not a word", "此处不能使用“colum”"
    ),
    "a mistyped word at the top": Mistake(
        "namespace", "namespaces", 1, "'namespace' is missing here", "此处缺少“namespace”"
    ),
    "a word that is like no other": Mistake(
        KEY,
        f"{KEY}, zzz: 1",
        8,
        "'zzz' is not a word of the mapping language here; remove it, or see docs/sources.md.",
        "此处不能使用“zzz”，映射语言中没有这个词；请删除它，或查阅 docs/sources.md。",
    ),
    # What stands at a word.
    "yes, which YAML takes for true": Mistake(
        TITLE,
        "title: yes",
        2,
        "'title' must be text; write it in quotes.",
        "“title”必须是文本；请加上引号。",
    ),
    "a source's word that YAML takes for true": Mistake(
        FILE,
        f"{FILE}\n    words:\n      STATUS:\n        yes: [Y]",
        9,
        "'yes' must be text; write it in quotes.",
        "“yes”必须是文本；请加上引号。",
    ),
    "a number at the top": Mistake(
        TITLE, f"{TITLE}\n5: five", 3, "'5' must be text", "“5”必须是文本"
    ),
    "a number as label": Mistake(
        "label: Person", "label: 5", 8, "'label' must be text", "“label”必须是文本"
    ),
    "a fraction as constant": Mistake(
        KEY, "key: {constant: 1.5}", 8, "'constant' must be text", "“constant”必须是文本"
    ),
    "a number among texts": Mistake(
        TITLE,
        f"{TITLE}\nplaceholders: [none, 99]",
        3,
        "'placeholders' lists something that is no text; write it in quotes.",
        "“placeholders”的列表中有一项不是文本；请给该项加上引号。",
    ),
    "a number among words": Mistake(
        KEY, f"{KEY}, when: {{KIND: [5]}}", 8, "'KIND' lists something", "“KIND”的列表中有一项"
    ),
    "a capital in a name": Mistake(
        "source: mine",
        "source: Mine",
        1,
        "'source' must be lower-case letters, digits and _, with a letter first.",
        "“source”只能由小写字母、数字和 _ 组成，并以字母开头。",
    ),
    "a delimiter of two signs": Mistake(
        TITLE,
        f"{TITLE}\ndelimiter: '||'",
        3,
        "'delimiter' must be one sign and no quote, such as ';' or '|'.",
        "“delimiter”必须是一个字符且不能是引号，例如 ';' 或 '|'。",
    ),
    "another word than the one that is possible": Mistake(
        TITLE,
        f"{TITLE}\nheaders: chinese",
        3,
        "'headers' should be 'sheets'; write that or leave it out.",
        "“headers”只能是 'sheets'；请这样写，或删去该项。",
    ),
    "a number instead of a column": Mistake(
        KEY,
        "key: 5",
        8,
        "'key' must be the name of a column, or {column: NAME} with more words about it; see "
        "docs/sources.md.",
        "“key”必须是列名，或带有其他说明的 {column: 列名}；请查阅 docs/sources.md。",
    ),
    "neither yes nor no": Mistake(
        "required: true",
        "required: maybe",
        8,
        "'required' should be true or false; write one of them.",
        "“required”只能是 true 或 false；请选其一。",
    ),
    "a word instead of a list": Mistake(
        TITLE,
        f"{TITLE}\ninclude: sheets",
        3,
        "'include' should be a list; write it in brackets, [A, B], or each on a line of its own "
        "after '- '.",
        "“include”必须是列表；请用方括号书写（[A, B]），或每项单独一行并以“- ”开头。",
    ),
    "a number instead of words with values": Mistake(
        TITLE,
        f"{TITLE}\nhints: 5",
        3,
        "'hints' should hold words with a value each; write them as {word: value} or on lines of "
        "their own under it.",
        "“hints”之下必须是成对的词和值；请写成 {词: 值}，或在其下逐行缩进书写。",
    ),
    "a list instead of tables": Mistake(
        "  clients:\n", "  others: []\n  clients:\n", 5, "'others' should hold", "“others”之下必须"
    ),
    # What the graph knows.
    "no such entity type": Mistake(
        "label: Person",
        "label: Persona",
        8,
        "no entity type 'Persona'; did you mean 'Person'?",
        "没有实体类型“Persona”；是否指“Person”？",
    ),
    "no such property": Mistake(
        "name: NAME",
        "nam: NAME",
        8,
        "Person has no property 'nam'; did you mean 'name'?",
        "Person 没有属性“nam”；是否指“name”？",
    ),
    "no such link type": Mistake(
        "HAS_PHONE",
        "HAS_PHONES",
        11,
        "no link type 'HAS_PHONES'; did you mean 'HAS_PHONE'?",
        "没有关联类型“HAS_PHONES”；是否指“HAS_PHONE”？",
    ),
    "no such property of a link": Mistake(
        "to: phone}",
        "to: phone, properties: {sinse: D}}",
        11,
        "HAS_PHONE has no property 'sinse'; did you mean 'since'?",
        "HAS_PHONE 没有属性“sinse”；是否指“since”？",
    ),
    "no such value type": Mistake(
        "key: {column: TEL",
        "key: {value: fone, column: TEL",
        9,
        "no value type 'fone'; did you mean 'phone'?",
        "没有值类型“fone”；是否指“phone”？",
    ),
    "no such value type of all columns": Mistake(
        TITLE, f"{TITLE}\nhints: {{dat: {{}}}}", 3, "no value type 'dat'", "没有值类型“dat”"
    ),
    "no such value type of the date": Mistake(
        FILE, f"{FILE}\n    date: {{column: D, value: dat}}", 7, "no value type", "没有值类型"
    ),
    "no such hint": Mistake(
        "region: GB",
        "reggion: GB",
        9,
        "phone has no hint 'reggion'; did you mean 'region'?",
        "值类型 phone 没有读法提示（hint）“reggion”；是否指“region”？",
    ),
    "a hint where there are none": Mistake(
        "name: NAME",
        "name: {column: NAME, hints: {style: short}}",
        8,
        "name has no hint 'style'; there are none.",
        "值类型 name 没有读法提示（hint）“style”；此处没有可选的名称。",
    ),
    "no such hint of a column": Mistake(
        "hints: {region: GB}", "hint_columns: {regoin: R}", 9, "phone has no hint", "值类型 phone"
    ),
    "no such hint of the date": Mistake(
        FILE,
        f"{FILE}\n    date: {{column: D, hints: {{f: x}}}}",
        7,
        "date has no hint",
        "值类型 date",
    ),
    "half a date format": Mistake(
        TITLE,
        f"{TITLE}\nhints: {{date: {{format: DD/MM}}}}",
        3,
        "the date format 'DD/MM' must hold YYYY, MM and DD, each once.",
        "日期格式“DD/MM”中，YYYY、MM 和 DD 必须各出现一次。",
    ),
    "half a date format of a column": Mistake(
        "name: NAME",
        "birth_date: {column: B, hints: {format: DD/MM}}",
        8,
        "the date format 'DD/MM'",
        "日期格式“DD/MM”",
    ),
    "another decimal sign": Mistake(
        TITLE,
        f"{TITLE}\nhints: {{money: {{decimal: ';'}}}}",
        3,
        "decimal ';' must be . or ,.",
        "小数点 decimal 不能是“;”；请写 '.' 或 ','。",
    ),
    "another rounding": Mistake(
        TITLE,
        f"{TITLE}\nhints: {{money: {{round: up}}}}",
        3,
        "round 'up' must be half_even.",
        "舍入方式 round 不能是“up”；只能是 half_even。",
    ),
    "a dummy of no type that links": Mistake(
        TITLE,
        f"{TITLE}\ndummies: {{phon: []}}",
        3,
        "no value type 'phon' that links anyone; did you mean 'phone'?",
        "没有可用于关联的值类型“phon”；是否指“phone”？",
    ),
    "a dummy that can't be read": Mistake(
        TITLE,
        f"{TITLE}\ndummies:\n  phone:\n    - soon",
        5,
        "this can't be read as phone (Not a phone number; write it with its country code, e.g. "
        "+86 …); write it as in the data.",
        "此值无法读作 phone（不是电话号码；请写国家代码，如 +86 …）；请按数据中的写法填写。",
    ),
    # How parts of the mapping fit.
    "no such entity": Mistake(
        "to: phone",
        "to: fone",
        11,
        "no entity 'fone' in this table; did you mean 'phone'?",
        "此表中没有实体“fone”；是否指“phone”？",
    ),
    "an entity like none": Mistake(
        "to: phone",
        "to: zzz",
        11,
        "no entity 'zzz' in this table; write one of client, phone.",
        "此表中没有实体“zzz”；请写其中之一：client、phone。",
    ),
    "a link that leaves the wrong entity": Mistake(
        "from: client",
        "from: phone",
        11,
        "HAS_PHONE goes from Agent or Employee or Organisation or Person or Provider, which "
        "'phone' is not; name another entity or link type.",
        "关联 HAS_PHONE 的起点（from）必须是 Agent 或 Employee 或 Organisation 或 Person 或 "
        "Provider，而“phone”不是；请换一个实体或关联类型。",
    ),
    "a link that reaches the wrong entity": Mistake(
        "to: phone}",
        "to: phone}\n      - {type: INVOLVED_IN, from: client, to: client}",
        12,
        "INVOLVED_IN goes to Claim, which 'client' is not; name another entity or link type.",
        "关联 INVOLVED_IN 的终点（to）必须是 Claim，而“client”不是；请换一个实体或关联类型。",
    ),
    "a link without what tells it apart": Mistake(
        "    links:\n",
        "      claim: {label: Claim, key: C}\n      account: {label: Account, key: A}\n"
        "    links:\n      - {type: PAID_TO, from: claim, to: account}\n",
        13,
        "PAID_TO needs the property 'number' to tell its links apart; add it under `properties`.",
        "关联 PAID_TO 需要属性“number”来区分各条关联；请在 `properties` 中补上。",
    ),
    "neither a column nor a constant": Mistake(
        "column: TEL, ",
        "",
        9,
        "give either a column or a constant.",
        "请在 column 与 constant 中给出且只给出一个。",
    ),
    "a date without a column": Mistake(
        FILE, f"{FILE}\n    date: {{}}", 7, "give either a column", "请在 column 与 constant 中"
    ),
    "no key": Mistake(
        KEY,
        "key: []",
        8,
        "the key names no column; write the one that tells these entities apart.",
        "key 没有写列名；请写出用来区分这些实体的列。",
    ),
    "a label without cases": Mistake(
        "label: Person",
        "label: {by: KIND, cases: {}}",
        8,
        "the label has no cases and no default; give it one, such as {cases: {WORD: Person}}.",
        "label 既没有 cases 也没有 default；请至少给出一个，例如 {cases: {词: Person}}。",
    ),
    "a word that its column never has": Mistake(
        "    entities:\n      client: {",
        "    words: {KIND: {phone: [tel]}}\n    entities:\n      client: {when: {KIND: fone}, ",
        9,
        "the column 'KIND' has no word 'fone'; did you mean 'phone'?",
        "列“KIND”没有词“fone”；是否指“phone”？",
    ),
    "a reference to nothing": Mistake(
        f"{KEY},",
        f"{KEY}, refers_to: others.client,",
        8,
        "'others.client' must be a table.entity that has `known_as`.",
        "“others.client”必须写成“表.实体”，且该实体须有 `known_as`。",
    ),
    "tables that refer to each other": Mistake(
        f"{KEY},",
        f"{KEY}, known_as: NUMBER, refers_to: clients.client,",
        4,
        "tables refer to each other in a circle: clients -> clients; take out one `refers_to`.",
        "表之间循环引用：clients -> clients；请去掉其中一个 `refers_to`。",
    ),
    "a column that is used and ignored": Mistake(
        FILE,
        f"{FILE}\n    ignore: [TEL, X]\n    identifies: [X]",
        8,
        "the column 'X' is also in `ignore`; take it out of one of the two.",
        "列“X”同时写在 `ignore` 中；请只保留一处。",
    ),
    "words of a column that is ignored": Mistake(
        FILE, f"{FILE}\n    ignore: [X]\n    words: {{X: {{a: [b]}}}}", 8, "the column 'X'", "列“X”"
    ),
    "a column twice": Mistake(
        FILE,
        f"{FILE}\n    identifies: [NUMBER, NUMBER]",
        7,
        "the column 'NUMBER' stands here twice; remove one of them.",
        "列“NUMBER”在此出现两次；请删除其中一个。",
    ),
    "a column without a name": Mistake(
        FILE,
        f"{FILE}\n    identifies: ['']",
        7,
        "write the name of a column here.",
        "请在此写列名。",
    ),
    "no such source": Mistake(
        TITLE,
        f"{TITLE}\ninclude: [sheet]",
        3,
        "there is no source 'sheet'; did you mean 'sheets'?",
        "没有数据源“sheet”；是否指“sheets”？",
    ),
    "a table of two sources": Mistake(
        "tables:",
        "include: [sheets]\ntables:\n  claims: {file: c.csv, entities: {}}",
        4,
        "'sheets' has a table 'claims', too; rename the one here.",
        "“sheets”中也有表“claims”；请给这里的表改名。",
    ),
    # What is no YAML.
    "two colons": Mistake(
        TITLE,
        "title: mine: all",
        2,
        "a second ': ' in one line, or wrong indentation; put the text in quotes or correct the "
        "indentation.",
        "一行中有第二个“: ”，或缩进有误；请给文本加上引号，或更正缩进。",
    ),
    "no colon": Mistake(
        TITLE,
        f"{TITLE}\nwords\nmore: x",
        4,
        "a word without ': ' behind it; write `word: value`, or correct the indentation there.",
        "词后缺少“: ”；请写成“词: 值”，或更正该处的缩进。",
    ),
    "wrong indentation": Mistake(
        "    links:",
        "   links:",
        10,
        "the line doesn't fit those above it; correct its indentation, or what stands behind a "
        "closed quote or bracket.",
        "该行与上文对不上；请更正其缩进，或去掉引号、括号之后多余的内容。",
    ),
    "a tab": Mistake(
        TITLE,
        f"\t{TITLE}",
        2,
        "a tab stands where only spaces may; indent by spaces.",
        "只能用空格的地方用了制表符；请用空格缩进。",
    ),
    "a bracket that is open": Mistake(
        TITLE,
        "title: [mine",
        2,
        "a bracket is opened here and not closed, or its commas are wrong; correct that.",
        "此处的括号没有闭合，或其中的逗号有误；请更正。",
    ),
    "a quote that is open": Mistake(
        TITLE,
        "title: 'mine",
        2,
        "a quote is opened here and not closed; close it.",
        "此处的引号没有闭合；请补上引号。",
    ),
    "a sign of YAML's own": Mistake(
        TITLE,
        "title: %mine",
        2,
        "a text begins with a sign that YAML keeps for itself, such as % or @, or the line with a "
        "tab; put the text in quotes, or indent by spaces.",
        "文本以 YAML 的保留符号（如 % 或 @）开头，或该行以制表符开头；"
        "请给文本加上引号，或用空格缩进。",
    ),
    "a star": Mistake(
        FILE,
        "    file: *.csv",
        6,
        "a text begins with * or &, which YAML keeps for itself; put the text in quotes.",
        "文本以 YAML 的保留符号 * 或 & 开头；请给文本加上引号。",
    ),
    "an exclamation mark": Mistake(
        TITLE,
        "title: !mine x",
        2,
        "a text begins with !, which YAML keeps for itself; put the text in quotes.",
        "文本以 YAML 的保留符号 ! 开头；请给文本加上引号。",
    ),
    "a list before the colon": Mistake(
        TITLE,
        "[title]: mine",
        2,
        "a list or several words stand where one word must, before ':'; put it in quotes.",
        "冒号前应是一个词，却写了列表或多个词；请加上引号。",
    ),
    "a control character": Mistake(
        TITLE,
        "title: mi\x01ne",
        0,
        "a control character is in the file; remove it.",
        "文件中有控制字符；请删除。",
    ),
    "a day that never was": Mistake(
        TITLE,
        "title: 2024-02-31",
        2,
        "a date or number that can't be; correct it, or put it in quotes if it is text.",
        "日期或数字不成立；请更正，若是文本则加上引号。",
    ),
    "a word that YAML can't take for true or false": Mistake(
        "required: true", "required: !!bool maybe", 8, "a date or number", "日期或数字不成立"
    ),
    "brackets in brackets": Mistake(
        TITLE,
        "title: " + "[" * 60_000,  # libyaml would end the process
        2,
        "too many brackets or lines inside one another; take some of them out.",
        "括号或缩进嵌套过深；请减少层数。",
    ),
    "something else that is no YAML": Mistake(
        TITLE,
        "<<: mine",
        2,
        "this is no YAML; check indentation, quotes and brackets there.",
        "这不是有效的 YAML；请检查该处的缩进、引号和括号。",
    ),
}
UNSEEN = {
    "ingest.mapping.other": "of what pydantic may come to say",
    "ingest.mapping.no_note": "of ringleader.yaml, below",
}
NAMES = re.compile(r"“[^”]*”|`[^`]*`|'[^']*'|\{[^}]*\}|\S+\.(yaml|md)\S*")


def told(path: Path, text: str) -> InputError:
    """What is said of a mapping with this text."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_mapping(path)
    return caught.value


def refused(path: Path) -> InputError | None:
    """Why a mapping can't be used; None when it can."""
    try:
        read_mapping(path)
    except InputError as error:
        return error
    return None


def messages(error: InputError) -> set[str]:
    """Every message in an error."""
    assert error.said is not None
    found, open_ = {error.said[0]}, list(error.said[1].values())
    while open_:
        part = open_.pop()
        if isinstance(part, Said):
            found.add(part.message)
            open_ += part.parameters.values()
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_names_file_line_and_what_to_do(kind: str, lang: str, tmp_path: Path) -> None:
    right, wrong, line, english, chinese = MISTAKES[kind]
    path = tmp_path / "my.yaml"
    said = failure_text(told(path, GOOD.replace(right, wrong)), lang)
    where = f"{path}:{line}" if line else f"{path}"
    words = f"{where}: {english}" if lang == "en" else f"{where}：{chinese}"
    assert said.startswith(words)
    assert said[-1] in ".?。？"


def test_every_kind_of_mistake_is_among_these(tmp_path: Path) -> None:
    seen = set()
    for right, wrong, *_ in MISTAKES.values():
        seen |= messages(told(tmp_path / "my.yaml", GOOD.replace(right, wrong)))
    known = {m for m in catalog()["en"] if m.startswith(("ingest.mapping.", "ingest.yaml."))}
    assert known - seen == set(UNSEEN)


def test_brackets_in_brackets_without_end_are_told_without_libyaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_Base", "_Loader"):
        monkeypatch.setattr(mapping_text, name, yaml.SafeLoader)
    error = told(tmp_path / "my.yaml", "[" * 3000 + "]" * 3000)
    assert "too many brackets or lines inside one another" in str(error)
    assert "嵌套过深" in failure_text(error, "zh")


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as none:
        read_mapping(tmp_path / "my.yaml")
    assert failure_text(none.value, "zh").startswith("没有映射文件")
    (tmp_path / "my.yaml").write_bytes(b"title: \xff")
    with pytest.raises(InputError) as encoded:
        read_mapping(tmp_path / "my.yaml")
    assert failure_text(encoded.value, "zh").endswith("不是 UTF-8；请将文件存为 UTF-8。")
    with pytest.raises(InputError) as directory:
        read_mapping(tmp_path)
    assert failure_text(directory.value, "zh").startswith(f"无法读取 {tmp_path}")


NOTES = {
    "just text": (1, "write 'source: NAME'", "请写“source: 名称”"),
    "sorce: sheets": (1, "'sorce' is not a word", "此处不能使用“sorce”"),
    "source: sheets\ninvented: maybe": (2, "'invented' should be true or", "“invented”只能是 true"),
    "source: sheets\nhints: {dat: {}}": (2, "no value type 'dat'; did", "没有值类型“dat”；是否"),
    "source: sheets\nnamespace: A B": (2, "'namespace' must be lower-", "“namespace”只能由小写"),
    "source: [sheets": (1, "a bracket is opened here", "此处的括号没有闭合"),
}


@pytest.mark.parametrize("text", NOTES)
def test_mistakes_in_the_note_of_a_directory_are_told_alike(text: str, tmp_path: Path) -> None:
    line, english, chinese = NOTES[text]
    (tmp_path / "ringleader.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        choose_source(tmp_path, None)
    where = f"{tmp_path / 'ringleader.yaml'}:{line}"
    assert str(caught.value).startswith(f"{where}: {english}")
    assert failure_text(caught.value, "zh").startswith(f"{where}：{chinese}")


ANYTHING = st.recursive(
    st.sampled_from([None, True, 7, 1.5, "", "word", "Person", "HAS_PHONE", "sheets", "phone"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["column", "date", "by", "x", 5, True]), inner, max_size=2
        )
    ),
    max_leaves=3,
)


def places(part: object) -> list[tuple[str | int, ...]]:
    """Every place in a mapping."""
    children = list(part.items()) if isinstance(part, dict) else []
    children = list(enumerate(part)) if isinstance(part, list) else children
    return [(), *((key, *rest) for key, child in children for rest in places(child))]


PLACES = places(yaml.safe_load(GOOD))


@given(place=st.sampled_from(PLACES[1:]), value=ANYTHING)
@example(place=("tables", "clients", "entities", "client", "key"), value=[])
def test_whatever_stands_anywhere_is_read_or_told_in_both_languages(
    place: tuple[str | int, ...], value: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mapping = yaml.safe_load(GOOD)
    part = mapping
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(yaml.safe_dump(mapping), encoding="utf-8")
    if (error := refused(path)) is None:
        return
    assert "ingest.error.in_mapping" in messages(error)
    assert re.match(rf"{re.escape(str(path))}:\d+: .+[.?]$", str(error))
    chinese = NAMES.sub("", failure_text(error, "zh"))
    assert not re.search(r"[A-Za-z]+ [a-z]+ [a-z]+", chinese), chinese
