"""Varied text as a branch writes it, the same for the same seed: what two hundred pages are filled with."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from branchdesk.papers.blocks import Block, Paragraph, Role, Span, Title

CLAUSES = (
    "会议认为", "支部书记通报第三季度工作情况", "与会党员围绕议题作了充分讨论", "要始终坚持党对检察工作的绝对领导",
    "学习之后感受很深", "民事检察工作面对的是群众身边的事", "办案时既要把法律适用讲清楚，也要把情理讲明白",
    "要把学习成果转化为推动工作的实际举措", "党员教育管理更加规范", "组织生活更加严肃", "联系群众还不够经常",
    "由组织委员牵头抓好落实", "按照民主集中制原则", "同意将该同志列为发展对象", "大家一致认为", "会前广泛征求了意见",
    "入党介绍人介绍了预备期内的表现", "把问题查摆到位，把责任落实到人，把整改抓到底", "线索要当天登记、当天分办",
    "对照检查要见人见事见思想", "不回避矛盾", "下一步要在常态长效上下功夫", "请各党小组组长会后传达到每名党员",
)  # fmt: skip
NAMES = ("翟堃", "陈䶮", "李𬭎", "买买提·艾山", "司马彧", "𠮷某", "王伟", "阿依古丽·买买提", "赵㛃", "欧阳翀")
TITLES = ("中国共产党支部工作条例（试行）", "求是", "关于加强新时代机关基层党组织建设的意见")
STRAIGHT = ("，", "，", "，", "；", "：", "、", "——")
INSERTED = 0.25  # of the clauses
STOPS = ("。", "。", "。", "！", "？", "……")

INSERTS: tuple[Callable[[random.Random], str], ...] = (
    lambda dice: f"共受理{dice.randint(3, 999)}件",
    lambda dice: f"和解率为{dice.uniform(1, 99):.1f}%",
    lambda dice: f"支出党费{dice.randint(1000, 99999):,}.{dice.randint(10, 99)}元",
    lambda dice: f"{dice.randint(2019, 2026)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日",
    lambda dice: f"定于{dice.randint(8, 17)}:{dice.randint(10, 59)}—{dice.randint(18, 21)}:{dice.randint(10, 59)}",
    lambda dice: f"身份证号3205{dice.randint(10**13, 10**14 - 1)}",
    lambda dice: f"电话138 {dice.randint(1000, 9999)} {dice.randint(1000, 9999)}",
    lambda dice: f"某检发〔{dice.randint(2020, 2026)}〕{dice.randint(1, 99)}号",
    lambda dice: f"领学《{dice.choice(TITLES)}》",
    lambda dice: f"“{dice.choice(CLAUSES)}”",
    lambda dice: f"（{dice.choice(CLAUSES)}）",
    lambda dice: f"由{dice.choice(NAMES)}同志负责",
    lambda dice: f"使用{dice.choice(('WPS', 'OFD', 'Excel2019', 'GB/T 9704-2012'))}办理",
)


def sentence(dice: random.Random) -> str:
    """Give a sentence of one to seven clauses, every fourth of them with something in it that is no plain Han."""
    clauses = [
        dice.choice(INSERTS)(dice) if dice.random() < INSERTED else dice.choice(CLAUSES)
        for _ in range(dice.randint(1, 7))
    ]
    return "".join(clause + dice.choice(STRAIGHT) for clause in clauses[:-1]) + clauses[-1] + dice.choice(STOPS)


def paragraph(dice: random.Random) -> str:
    """Give a paragraph of one to twelve sentences."""
    return "".join(sentence(dice) for _ in range(dice.randint(1, 12)))


def blocks(seed: int, count: int) -> Iterator[Block]:
    """Give a title and so many paragraphs: speeches, headings of two levels, plain text."""
    dice = random.Random(seed)  # noqa: S311 - invented text, the same for the same seed
    yield Title(("某某市人民检察院第四党支部", "党员大会", "记录"), "标题")
    for number in range(count):
        match dice.randint(0, 9):
            case 0:
                heading = f"{number % 9 + 1}. {dice.choice(CLAUSES)}"
                yield Paragraph((Span(heading, Role.HEI),), "标题", keep_next=True)
            case 1 | 2 | 3:
                name = Span(f"{dice.choice(NAMES)}：", Role.KAI, whole=True)
                yield Paragraph((name, Span(paragraph(dice))), "发言")
            case _:
                yield Paragraph((Span(paragraph(dice)),), "正文")


def words(block: Block) -> str:
    """Give the text of a title or paragraph."""
    match block:
        case Title():
            return "".join(block.parts)
        case Paragraph():
            return "".join(span.text for span in block.spans)
        case _:
            raise TypeError(block)
