"""Which machines may be asked: public ones, unless a portal file allows more.

The address that was judged is the one that is connected to, so that a name cannot change between.
"""

import ipaddress
import socket


class AddressRefused(Exception):
    """A host whose address is not public, or that has none."""


def public_address(host: str, port: int, allow_private: bool = False) -> str:
    """An address of the host to connect to; raises AddressRefused.

    A host is refused where any of its addresses is loopback, private, link-local or reserved.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused(f"{host} has no address: {error}") from error
    addresses = [str(each[4][0]) for each in found]
    hidden = [each for each in addresses if not _is_public(each)]
    if hidden and not allow_private:
        raise AddressRefused(f"{host} is {hidden[0]}, which is not a public address")
    return addresses[0]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return parsed.is_global and not parsed.is_multicast
