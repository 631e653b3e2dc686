"""Of which kind the invented documents are, by what their titles say."""

KINDS = (
    ("指示", "instruction"),
    ("讲话", "speech"),
    ("回信", "letter"),
    ("法规", "regulation"),
    ("条例", "regulation"),
    ("检察建议", "work"),
    ("支持起诉", "work"),
    ("办案", "work"),
)


def kind_of(title: str) -> str:
    """Give the kind of a document, a choice of `ledgers.documents`: an article, where its title says nothing else."""
    return next((kind for word, kind in KINDS if word in title), "article")
