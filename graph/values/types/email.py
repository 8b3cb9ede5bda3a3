"""E-mail addresses (RFC 5321 and 6531 mailbox, without quoted or literal forms).

Folded for every provider alike: letters to lower case (that 'Jane' and 'jane' differ is theory),
full-width forms (NFKC), and the domain from its ASCII form to its own script (IDNA, RFC 3490). The
key also leaves out what follows '+': subaddressing (RFC 5233) makes as many 'new' addresses of one
mailbox as its owner likes. Dots stay, since only some providers ignore them.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc

from graph.values.columns import Hints, Plain, like
from graph.values.model import HIDDEN, BadValue, Scalar, ValueType, tidy
from graph.values.placeholders import is_word

_MAILBOX = re.compile(r"[^\s@\"(),:;<>\[\]\\]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_]{2,63}")
_NOBODY = frozenset(
    {"none", "no", "nobody", "null", "na", "unknown", "noemail", "nomail", "noreply", "no-reply"}
    | {"test", "a", "x", "xxx", "abc"}
)
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN = rf"[a-z0-9._%-][a-z0-9._%+-]{{0,63}}@(?:{_LABEL}\.){{1,9}}[a-z]{{2,63}}"


def _untagged(mailbox: str) -> str:
    return mailbox.partition("+")[0] or mailbox


class EmailType(ValueType):
    """A mailbox."""

    name = "email"
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """The address in lower case."""
        done = tidy(tidy(text).casefold()).removeprefix("mailto:")
        if not done:
            raise BadValue("empty")
        mailbox, _, domain = done.rpartition("@")
        if is_word(done) or done in _NOBODY or _untagged(mailbox) in _NOBODY:
            raise BadValue("placeholder")
        done = f"{mailbox}@{self._domain(domain)}"
        if len(done) > 254 or not _MAILBOX.fullmatch(done):
            raise BadValue("not_an_email")
        return done

    @staticmethod
    def _domain(written: str) -> str:
        """The domain in its own script: 'münchen.example' of 'xn--mnchen-3ya.example'."""
        try:
            own = written.encode("idna").decode("ascii").encode("ascii").decode("idna")
            again = own.encode("idna").decode("idna")
        except UnicodeError:
            raise BadValue("not_an_email") from None
        if own != again or own != tidy(own.casefold()):
            raise BadValue("not_an_email")
        return own

    def key(self, value: Scalar, **hints: str) -> str:
        """The mailbox without '+tag'."""
        mailbox, _, domain = self.text(value).rpartition("@")
        return f"{_untagged(mailbox)}@{domain}"

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """Mailboxes of ASCII letters, digits and '._%+-' at a domain in its own script."""
        values = pc.ascii_lower(texts)
        good = pc.and_not(like(values, _PLAIN), like(values, r".*[@.]xn--.*"))
        good = pc.and_(good, pc.less_equal(pc.binary_length(values), 254))
        keys = pc.replace_substring_regex(values, r"\+[^@]*@", "@")
        mailbox = pc.replace_substring_regex(keys, "@.*", "")
        return Plain(pc.and_not(good, pc.is_in(mailbox, pa.array(sorted(_NOBODY)))), values, keys)

    def mask(self, value: Scalar) -> str:
        """First letter of the mailbox: 'j•••@•••'."""
        mailbox = self.text(value).partition("@")[0]
        first = mailbox[0] if len(mailbox) > 2 else ""
        return f"{first}{HIDDEN * 3}@{HIDDEN * 3}"


TYPE = EmailType()
