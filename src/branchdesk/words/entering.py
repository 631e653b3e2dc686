"""What is said beside a field while a form is filled in."""


def missing(label: str) -> str:
    """Say that a field must be filled in."""
    return f"{label}没有填。"


def not_a_number() -> str:
    """Say that a whole number is wanted."""
    return "这里要填整数。"
