"""Invented names: common surnames and given names, put together at random, in both scripts."""

from itertools import accumulate
from random import Random

# Surname, its Latin spelling, how common it is.
_ZH_SURNAMES = (
    "王 Wang 70,李 Li 68,张 Zhang 65,刘 Liu 52,陈 Chen 48,杨 Yang 34,黄 Huang 28,赵 Zhao 27,吴 Wu 26,"
    "周 Zhou 25,徐 Xu 19,孙 Sun 18,马 Ma 17,朱 Zhu 16,胡 Hu 15,林 Lin 14,郭 Guo 14,何 He 13,高 Gao 12,"
    "罗 Luo 11,郑 Zheng 10,梁 Liang 10,谢 Xie 9,宋 Song 9,唐 Tang 8,许 Xu 8,邓 Deng 7,冯 Feng 7,韩 Han 7,"
    "曹 Cao 6,曾 Zeng 6,彭 Peng 6,萧 Xiao 5,蔡 Cai 5,潘 Pan 5,田 Tian 5,董 Dong 5,袁 Yuan 4,于 Yu 4,"
    "余 Yu 4,叶 Ye 4,蒋 Jiang 4,杜 Du 4,苏 Su 3,魏 Wei 3,程 Cheng 3,吕 Lü 3,丁 Ding 3,沈 Shen 3,任 Ren 3,"
    "姚 Yao 2,卢 Lu 2,傅 Fu 2,钟 Zhong 2,姜 Jiang 2,崔 Cui 2,谭 Tan 2,廖 Liao 2,范 Fan 2,汪 Wang 2,"
    "陆 Lu 2,金 Jin 2,石 Shi 2,戴 Dai 2,贾 Jia 2,韦 Wei 2,夏 Xia 2,邱 Qiu 1,方 Fang 1,侯 Hou 1,邹 Zou 1,"
    "欧阳 Ouyang 1,司徒 Situ 1"
)
_ZH_GIVEN = (
    "伟 wei,芳 fang,娜 na,敏 min,静 jing,丽 li,强 qiang,磊 lei,军 jun,洋 yang,勇 yong,艳 yan,杰 jie,娟 juan,"
    "涛 tao,明 ming,超 chao,秀 xiu,霞 xia,平 ping,刚 gang,桂 gui,英 ying,华 hua,建 jian,文 wen,辉 hui,玲 ling,"
    "红 hong,志 zhi,国 guo,春 chun,海 hai,燕 yan,婷 ting,鹏 peng,浩 hao,宇 yu,佳 jia,欣 xin,雪 xue,梅 mei,"
    "兰 lan,云 yun,龙 long,飞 fei,晨 chen,晓 xiao,东 dong,斌 bin,波 bo,凯 kai,俊 jun,林 lin,雨 yu,子 zi,"
    "涵 han,轩 xuan,梓 zi,诗 shi,怡 yi,思 si,琪 qi,倩 qian,瑞 rui,哲 zhe,博 bo,嘉 jia,永 yong,庆 qing"
)
_LATIN_SURNAMES = (
    "Marlow 20,Tarrant 18,Oakes 17,Verne 15,Holloway 14,Pell 13,Draycott 12,Sorrel 12,Quayle 11,Ferris 10,"
    "Lindqvist 9,Moreau 9,Castell 8,Novak 8,Okoro 8,Varga 7,Haddad 7,Kovel 6,Brandt 6,Delacroix 5,"
    "Osei 5,Ivarsson 5,Petrov 4,Adeyemi 4,Mbeki 3,Tanaka 3,Rahman 3,Singh 3,Costa 3,Murad 2,Yilmaz 2,"
    "Zielinski 2,O'Dowd 1,de la Rue 1,Saint-Clair 1,McTavish 1"
)
_LATIN_GIVEN = (
    "Ada Alan Amara Anton Beatrix Boris Carla Cyril Dalia Dario Edith Elias Esme Farid Flora Gideon "
    "Greta Hugo Imogen Ines Ivan Jasper Joan Kofi Leila Leon Lydia Marta Mateo Maud Milo Nadia Nils "
    "Noor Olga Omar Oscar Petra Priya Quentin Rafael Rosa Ruben Selma Simon Tara Theo Uma Victor "
    "Vera Walter Wanda Xavier Yara Yusuf Zelda"
).split()


def _weighted(text: str) -> tuple[list[tuple[str, ...]], list[int]]:
    rows = [tuple(item.rsplit(" ", text.split(",")[0].count(" "))) for item in text.split(",")]
    return [row[:-1] for row in rows], list(accumulate(int(row[-1]) for row in rows))


_ZH, _ZH_WEIGHTS = _weighted(_ZH_SURNAMES)
_LATIN, _LATIN_WEIGHTS = _weighted(_LATIN_SURNAMES)
_SYLLABLES = [tuple(item.split(" ")) for item in _ZH_GIVEN.split(",")]


def surname(rng: Random, script: str) -> tuple[str, str]:
    """A surname by how common it is: (as written, in Latin letters)."""
    if script == "zh":
        (row,) = rng.choices(_ZH, cum_weights=_ZH_WEIGHTS)
        return row[0], row[1]
    (row,) = rng.choices(_LATIN, cum_weights=_LATIN_WEIGHTS)
    return row[0], row[0]


def full_name(rng: Random, script: str, family: tuple[str, str]) -> tuple[str, str]:
    """A full name with this surname: (as written, in Latin letters)."""
    if script == "zh":
        first, second = rng.choice(_SYLLABLES), rng.choice(_SYLLABLES)
        if rng.random() < 0.12:
            return family[0] + first[0], f"{first[1].capitalize()} {family[1]}"
        return (
            family[0] + first[0] + second[0],
            f"{first[1].capitalize()}{second[1]} {family[1]}",
        )
    given = rng.choice(_LATIN_GIVEN)
    if rng.random() < 0.35:
        given = f"{given} {rng.choice(_LATIN_GIVEN)}"
    return f"{given} {family[0]}", f"{given} {family[0]}"


def company(rng: Random, script: str, town: str, trade: tuple[str, str]) -> str:
    """A company name from the town, a fanciful word and a trade (Chinese, Latin)."""
    if script == "zh":
        word = "".join(rng.choice("恒瑞泰鼎顺安和信达远宏盛嘉诚汇丰源通") for _ in range(2))
        return f"{town}{word}{trade[0]}"
    word = rng.choice(
        "Bluegate Harrow Kestrel Longmoor Meridian Northstar Orchard Pinecrest Redfern Silverbrook "
        "Thornbury Umber Westmark Yarrow Zephyr Alder Beacon Cobalt Dovetail Elmstead".split()
    )
    return f"{word} {trade[1]} {town}"
