"""Who may see of a process more than that it lives: this machine, and whoever knows the token."""

from collections.abc import Mapping
from hmac import compare_digest
from ipaddress import ip_address

from pydantic import SecretStr

OF_A_PROXY = frozenset({"forwarded", "via", "x-forwarded-for", "x-real-ip"})


def may_look(address: str | None, headers: Mapping[str, str], token: SecretStr | None) -> bool:
    """Tell whether a request comes from this machine, and not through a proxy on it, or brings the token."""
    told = {name.lower(): value for name, value in headers.items()}
    if token is not None and _brings(told.get("authorization", ""), token.get_secret_value()):
        return True
    return OF_A_PROXY.isdisjoint(told) and _is_loopback(address)


def _brings(authorization: str, token: str) -> bool:
    scheme, _, given = authorization.partition(" ")
    return scheme.lower() == "bearer" and compare_digest(given.encode(), token.encode())


def _is_loopback(address: str | None) -> bool:
    try:
        return ip_address(address or "").is_loopback
    except ValueError:
        return False
