"""The three families of error, so that each surface knows how to speak.

A `Refusal` is ours: we will not, and the sentence says why; it is shown beside what was typed.
A `Trouble` is the world's: a full disk, a file held by another program; it is shown in a calm dialog.
Anything else is a bug of ours.
"""


class Spoken(Exception):
    """An error with a sentence for the user and a code for tests, logs and scripts."""

    def __init__(self, sentence: str, *, code: str, field: str | None = None) -> None:
        """Take the Chinese sentence, a stable snake_case code and, where one is meant, the field's key."""
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.field = field


class Refusal(Spoken):
    """We will not do it; nothing was changed."""


class Trouble(Spoken):
    """The world is in the way; nothing was changed."""


class Cancelled(Exception):
    """The work was given up because nobody wants it any more; nobody needs to be told."""
