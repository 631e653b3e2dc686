"""What is said about how a branch sets its clues."""

USUAL_PATTERN = "XS{年}{序号4}"
PATTERN_WRONG = (
    "编号规则里要有且只有一处“{序号}”，可写“{序号4}”表示至少4位；另可用“{年}”“{月}”“{日}”，例如 XS{年}{序号4}。"
    "编号全长不超过32个字。"
)
NOTHING_HANDLED = "请至少选一种状态作为“已处置”。"
OPEN_HANDLED = "已提报、已核实、已分办还没有处置，不能算作“已处置”。"
DAYS_WRONG = "办理期限请填1至365之间的工作日数，没有规定的留空。"
DIGITS_WRONG = "小数位数请填0至4。"
ALIKE_WRONG = "比对的天数请填0至365。"
KEPT = "线索设置已保存。"


def numbered(first: str, later: str, count: int) -> str:
    """Show what a pattern makes of the first number of a day's year and of a later one."""
    return f"今天的第1条编为 {first}，第{count}条编为 {later}"
