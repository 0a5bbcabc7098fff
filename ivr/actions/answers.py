"""What a caller has answered so far, changed without touching what was."""

from typing import Any

from ivr.talk import Talk

OF_THE_CALL = ("ticket", "ticket_tries", "number", "notice")  # outlive a wish that is begun anew


def with_answers(talk: Talk, **answers: Any) -> Talk:
    return talk.but(answers=talk.answers | answers)


def without_answers(talk: Talk, *names: str) -> Talk:
    return talk.but(answers={name: value for name, value in talk.answers.items() if name not in names})


def keep(talk: Talk) -> Talk:
    """Forget the answers about one wish."""
    return talk.but(answers={name: talk.answers[name] for name in OF_THE_CALL if name in talk.answers})
