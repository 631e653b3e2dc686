"""Where a title breaks: at sense, into lines that make a trapezoid or a diamond and never a waist (GB/T 9704, 7.3.1).

Sense is where the writer of the paper says so, else between words that titles of a branch are made of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise

from branchdesk.papers.press.lines import Slice, break_lines

# What a person would keep together; longer words stand before those they contain.
_TOGETHER = """
中国共产党 全国代表大会 习近平新时代中国特色社会主义思想 习近平党建思想 党员代表大会 党员大会
党代表大会 支部委员会 委员会 支委会 党小组会 党小组 党支部 党总支 机关党委 机关纪委 党委 党组
最高人民检察院 人民检察院 检察院 检察长 检察官 检察部 检察 人民法院 办公室 政治部 组织生活会
民主生活会 生活会 民主评议党员 民主评议 民主测评 主题党日 政治生日 谈心谈话 第一议题 三会一课
党课 党费 党建 党务 党史 党章 党纪 党风廉政建设 全面从严治党 入党积极分子 发展对象 预备党员
正式党员 流动党员 党员 干部 职工 群众 代表 委员 会议 活动 记录 纪要 通知 通报 报告 方案
计划 总结 办法 意见 决定 决议 公示 公告 请示 批复 名单 名册 花名册 台账 汇总表 统计表
登记表 签到表 一览表 测评表 票决单 选票 情况 工作 安排 部署 要求 精神 学习 教育 培训 贯彻
落实 传达 研究 讨论 开展 召开 组织 加强 推进 做好 进一步 深入 扎实 全面 严格 专题 联合
扩大 换届 选举 补选 转正 接收 发展 表彰 先进 优秀 考核 检查 巡视 整改 问题 清单 措施
制度 建设 管理 监督 服务 保障 改革 创新 高质量 新时代 上半年 下半年 季度 年度 月份 同志
关于 有关 以及 出席 列席 人民 政治 思想 作风 纪律 廉政 基层 机关 单位 民事 刑事 行政
公益诉讼 法律
"""
WORDS = tuple(_TOGETHER.split())
_WORD = re.compile(
    r"第[一二三四五六七八九十\d]+(?:季度|次|届|期|批|组|党支部|支部|党小组)?|\d+年(?:第[一二三四]季度)?|"
    + "|".join(WORDS)
)
_WITHIN = re.compile(r"《[^》]*》|（[^）]*）|“[^”]*”")
_BODIES = frozenset("部院局处室科组会")  # the name of a body often ends in one of these
_LINKS = frozenset("的和与暨及、，：")  # a line ends after these, and none begins with one
_AHEAD = frozenset(("关于", "有关", "以及"))  # what follows these stays on their line

# What is lost by a break, in the title's own characters, where the writer put none: after a linking word, after the
# name of a body, where two words meet, where one begins or ends, anywhere, inside a word; and what a line more, lines
# of one length, a waist and a stray line of a character or two cost.
LINK, BODY_END, MEETING, WORD_END, ANYWHERE, TORN = 2.0, 3.0, 5.0, 7.0, 14.0, 60.0
LINE, WAIST, STRAY, OBLONG = 10.0, 100.0, 200.0, 2.0
STRAY_LENGTH = 2
MOST_TRIED = {2: 60, 3: 30, 4: 16}  # places for so many lines, for the tries multiply
HAIR = 1e-6


def break_title(parts: Sequence[str], widths: Sequence[float], measure: float) -> list[Slice]:
    """Break a title into few lines of good shape, at sense: between its parts, else between words.

    `widths` are those of the parts' characters joined. Gives (start, end) positions in the joined text.
    """
    text = "".join(parts)
    greedy = [(line.start, line.end) for line in break_lines(text, widths, measure)]
    if len(greedy) == 1 or len(greedy) not in MOST_TRIED:
        return greedy
    before = [0.0, *accumulate(widths)]
    em = max(widths)
    torn = _torn(text, set(accumulate(map(len, parts))))
    best, least = greedy, _cost(greedy, before, torn, measure, em)
    for count in MOST_TRIED.keys() & {len(greedy), len(greedy) + 1}:
        for cuts in combinations(_worthwhile(torn, count, len(text)), count - 1):
            lines = list(pairwise((0, *cuts, len(text))))
            cost = _cost(lines, before, torn, measure, em) + LINE * (count - len(greedy))
            if cost < least:
                best, least = lines, cost
    return best


def _cost(lines: Sequence[Slice], before: Sequence[float], torn: dict[int, float], measure: float, em: float) -> float:
    """Say, in characters, how far lines are from what a typist would be content with."""
    lengths = [(before[end] - before[start]) / em for start, end in lines]
    if max(lengths) * em > measure + HAIR:
        return float("inf")
    uneven = max(lengths) - min(lengths)
    waists = sum(
        left - HAIR > middle < right - HAIR
        for left, middle, right in zip(lengths, lengths[1:], lengths[2:], strict=False)
    )
    stray = sum(length <= STRAY_LENGTH for length in lengths)
    shape = uneven / 2 + (OBLONG if uneven < 1 else 0) + WAIST * waists + STRAY * stray
    return shape + sum(torn.get(start, 0.0) for start, _ in lines[1:])


def _torn(text: str, seams: set[int]) -> dict[int, float]:
    """Say what is lost by a break, for every position where a line may begin."""
    words = [match.span() for match in _WORD.finditer(text)]
    begun, ended = {start for start, _ in words}, {end for _, end in words}
    within = {at for match in _WITHIN.finditer(text) for at in range(match.start() + 1, match.end())}
    inside = {at for start, end in words for at in range(start + 1, end)} | within
    ahead = {end for start, end in words if text[start:end] in _AHEAD}
    units = break_lines(text, [1.0] * len(text), 1.0)
    lost: dict[int, float] = {}
    for at in (line.start for line in units[1:]):
        if at in seams:
            lost[at] = 0.0
        elif at in inside or at in ahead or text[at] in _LINKS:
            lost[at] = TORN
        elif text[at - 1] in _LINKS:
            lost[at] = LINK
        elif text[at - 1] in _BODIES:
            lost[at] = BODY_END
        else:
            lost[at] = (ANYWHERE, WORD_END, MEETING)[(at in begun) + (at in ended)]
    return lost


def _worthwhile(torn: dict[int, float], count: int, length: int) -> list[int]:
    """Give the positions to try: the best of them, and of equals those nearest to where even lines would end."""
    ideal = [length * line / count for line in range(1, count)]
    ranked = sorted(torn, key=lambda at: (torn[at], min(abs(at - even) for even in ideal)))
    return sorted(ranked[: MOST_TRIED[count]])
