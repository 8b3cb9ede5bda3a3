"""Sign-in tokens work once, sessions end, secrets are compared whole."""

from api.server.access import SESSION_SECONDS, Access, csrf_holds


def test_the_sign_in_token_works_once() -> None:
    access = Access()
    assert access.sign_in("wrong") is None
    assert access.session(access.sign_in(access.login_token)) is not None
    assert access.sign_in(access.login_token) is None


def test_an_unknown_or_missing_secret_is_no_session() -> None:
    access = Access()
    assert access.session(None) is None
    assert access.session("") is None
    assert access.session("guess") is None


def test_a_session_ends_by_sign_out_and_by_time() -> None:
    now = [0.0]
    access = Access(clock=lambda: now[0])
    secret = access.sign_in(access.login_token)
    now[0] = SESSION_SECONDS
    assert access.session(secret) is not None
    now[0] += SESSION_SECONDS + 1
    assert access.session(secret) is None
    other = Access()
    secret = other.sign_in(other.login_token)
    other.sign_out(secret)
    assert other.session(secret) is None


def test_forms_carry_their_own_sessions_secret() -> None:
    access = Access()
    session = access.session(access.sign_in(access.login_token))
    assert session is not None
    assert csrf_holds(session, session.csrf)
    assert not csrf_holds(session, "")
    assert not csrf_holds(session, "ü" + session.csrf)


def test_there_is_no_api_token_unless_one_was_made() -> None:
    assert not Access().is_api_token("")
    assert Access("secret").is_api_token("secret")
    assert not Access("secret").is_api_token("Secret")
