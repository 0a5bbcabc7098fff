"""What can be wrong with a request; each docstring is the sentence that is shown."""


class AccountRefused(ValueError):
    """An account cannot be so; the message says why, in words for the operator."""


class BadName(AccountRefused):
    """A name starts with a letter and has 2 to 32 small letters, digits or underscores."""


class NameTaken(AccountRefused):
    """This name is taken."""


class BadLanguage(AccountRefused):
    """Callers choose among en, fr and es: name a language by one of these."""


class BadSkill(AccountRefused):
    """A skill is one word of small letters, digits or underscores, for example relay."""


class BadEndpoint(AccountRefused):
    """A phone is client:NAME, a number in full, such as +19025550199, or sip:NAME@HOST; this is none."""


class EndpointTaken(AccountRefused):
    """This is the phone of another account already; two agents cannot share one."""


class OwnNumber(AccountRefused):
    """This is the hotline's own number, which cannot be an agent's phone."""


class WeakPassword(AccountRefused):
    """A password has at least 10 characters."""


class UnknownAccount(AccountRefused):
    """There is no such account."""


class Refused(Exception):
    """What was asked cannot be done now; the message says why, in words for the person who asked."""

    status = 409
    field = ""  # the id of the field on the page that is at fault, where it is a single one


class Unreadable(Refused):
    """What was typed cannot be read."""

    status = 422

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Forbidden(Refused):
    """Your role does not include this."""

    status = 403


class NoCaller(Refused):
    """You have no caller at the moment."""


class SignInFirst(Refused):
    """Sign in first."""

    status = 401
