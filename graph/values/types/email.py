"""E-mail addresses (RFC 5321 mailbox, without quoted or literal forms), in lower case."""

import re

from graph.values.model import HIDDEN, BadValue, Scalar, ValueType, tidy
from graph.values.placeholders import is_word

_MAILBOX = re.compile(r"[^\s@\"(),:;<>\[\]\\]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_]{2,63}")
_NOBODY = frozenset(
    {"none", "no", "nobody", "null", "na", "unknown", "noemail", "nomail", "noreply", "no-reply"}
    | {"test", "a", "x", "xxx", "abc"}
)


class EmailType(ValueType):
    """A mailbox; letters differ by case in theory only, so lower case is the key."""

    name = "email"
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """The address in lower case."""
        done = tidy(tidy(text).casefold()).removeprefix("mailto:")
        if not done:
            raise BadValue("empty")
        if is_word(done) or done.partition("@")[0] in _NOBODY:
            raise BadValue("placeholder")
        if len(done) > 254 or not _MAILBOX.fullmatch(done):
            raise BadValue("not_an_email")
        return done

    def mask(self, value: Scalar) -> str:
        """First letter of the mailbox: 'j•••@•••'."""
        mailbox = self.text(value).partition("@")[0]
        first = mailbox[0] if len(mailbox) > 2 else ""
        return f"{first}{HIDDEN * 3}@{HIDDEN * 3}"


TYPE = EmailType()
