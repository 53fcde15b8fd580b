"""Names and addresses. The lab has one machine: this one."""

import builtins

from . import errors

HERE = {'127.0.0.1', 'localhost', '0.0.0.0', 'lab', 'lab.local', '', '::1', '::', 'ip6-localhost'}
HOSTNAME = 'lab'
INET, INET6, UNIX = 2, 10, 1


class gaierror(OSError):
    pass


class herror(OSError):
    pass


gaierror.__module__ = herror.__module__ = 'socket'


def is_ipv4(host):
    """Is it written as inet_aton takes it: one to four numbers?"""
    parts = host.split('.')
    return 1 <= len(parts) <= 4 and all(part.isdecimal() and part.isascii() for part in parts)


def is_ipv6(host):
    return ':' in host


def of_host(host):
    """Check a host as CPython's address parser does, and give it as text."""
    if host is None or isinstance(host, (bytes, bytearray)):
        host = b'' if host is None else host
        host = bytes(host).decode('ascii')
    if not isinstance(host, str):
        raise TypeError(f'str, bytes or bytearray expected, not {type(host).__name__}')
    if '\0' in host:
        raise TypeError('host name must not contain null character')
    if host == '<broadcast>':
        return '255.255.255.255'
    if host in HERE or is_ipv4(host) or is_ipv6(host):
        return host
    raise gaierror(-2, 'Name or service not known')


def index_of(number):
    """A C int of a Python number, as PyArg_ParseTuple's "i" takes it."""
    if isinstance(number, float) or not hasattr(type(number), '__index__'):
        raise TypeError(f"'{type(number).__name__}' object cannot be interpreted as an integer")
    value = number.__index__()
    if not -0x80000000 <= value <= 0x7fffffff:
        raise OverflowError('Python int too large to convert to C long' if abs(value) >> 63 else 'signed integer is greater than maximum')
    return value


def size_of(number):
    """A Py_ssize_t of a Python number, of bytes that there is room for."""
    if isinstance(number, float) or not hasattr(type(number), '__index__'):
        raise TypeError(f"'{type(number).__name__}' object cannot be interpreted as an integer")
    value = number.__index__()
    if not -1 << 63 <= value < 1 << 63:
        raise OverflowError('Python int too large to convert to C ssize_t')
    if value >= 1 << 40:
        raise MemoryError
    return value


def path_of(address):
    """The bytes of the name of a Unix socket."""
    if isinstance(address, str):
        address = address.encode('utf-8', 'surrogateescape')
    if not isinstance(address, (bytes, bytearray, memoryview)):
        raise TypeError(f"a bytes-like object is required, not '{type(address).__name__}'")
    name = bytes(address)
    if len(name) > 107 + (name[:1] == b'\0'):
        raise OSError('AF_UNIX path too long')
    return name


def parsed(family, address, who):
    """Take an address of a program apart: (port, host or path as bytes)."""
    if family == UNIX:
        return 0, path_of(address)
    word = 'AF_INET' if family == INET else 'AF_INET6'
    if not isinstance(address, tuple):
        raise TypeError(f'{who}(): {word} address must be tuple, not {type(address).__name__}')
    if family == INET and len(address) != 2:
        raise TypeError('AF_INET address must be a pair (host, port)')
    if family == INET6 and not 2 <= len(address) <= 4:
        raise TypeError('AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])')
    host, port = address[:2]
    checked = None
    try:
        checked = _host_argument(host)
        port = index_of(port)
    except builtins.OverflowError:
        raise OverflowError(f'{who}(): port must be 0-65535.') from None
    host = of_host(checked)
    if not 0 <= port <= 65535:
        raise OverflowError(f'{who}(): port must be 0-65535.')
    return port, host.encode()


def _host_argument(host):
    """CPython converts the host before it looks at the port, and looks it up after."""
    if host is None:
        return ''
    if isinstance(host, str):
        if '\0' in host:
            raise TypeError('host name must not contain null character')
        host.encode('idna')
        return host
    if isinstance(host, (bytes, bytearray)):
        return bytes(host).decode('ascii')
    raise TypeError(f'str, bytes or bytearray expected, not {type(host).__name__}')


def made(family, text):
    """The address that a program sees, from the lab's text."""
    if family == UNIX:
        return text
    host, _, port = text.rpartition(':')
    if family == INET6:
        return host.strip('[]') or '::', int(port or 0), 0, 0
    return host or '0.0.0.0', int(port or 0)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Linux's answers for the names that the lab has."""
    number = _port_number(port)
    if host is None:
        plain = ('0.0.0.0', '::') if flags & 1 else ('127.0.0.1', '::1')
    else:
        plain = _looked_up(of_host(host))
    kinds = [(1, 6), (2, 17), (3, 0)]
    found = []
    for own, address in ((INET6, plain[1]), (INET, plain[0])):
        if not address or family not in (0, own):
            continue
        for kind, protocol in kinds:
            if (type and type != kind) or (proto and protocol and proto != protocol):
                continue
            where = (address, number) if own == INET else (address, number, 0, 0)
            found.append((own, kind, proto or protocol, '', where))
    if not found:
        raise gaierror(-9 if family == INET6 else -8, 'Address family for hostname not supported' if family == INET6 else 'Servname not supported for ai_socktype')
    return found


def _looked_up(host):
    """(IPv4, IPv6) of a host."""
    if is_ipv6(host):
        return '', host
    if host == 'ip6-localhost':
        return '', '::1'
    if host in ('localhost', 'lab', 'lab.local'):
        return '127.0.0.1', ''
    if host == '':
        raise gaierror(-2, 'Name or service not known')
    return host, ''


SERVICES = {'http': 80, 'https': 443, 'ftp': 21, 'ssh': 22, 'telnet': 23, 'smtp': 25, 'domain': 53, 'echo': 7, 'pop3': 110, 'daytime': 13,
            'ftp-data': 20, 'time': 37, 'tftp': 69, 'finger': 79, 'ntp': 123, 'imap2': 143, 'snmp': 161, 'irc': 194, 'imaps': 993, 'pop3s': 995,
            'discard': 9, 'chargen': 19}


def getservbyname(name, protocol=None):
    if name not in SERVICES:
        raise OSError('service/proto not found')
    return SERVICES[name]


def getservbyport(port, protocol=None):
    if not 0 <= index_of(port) <= 0xffff:
        raise OverflowError('getservbyport: port must be 0-65535.')
    for name, number in SERVICES.items():
        if number == port:
            return name
    raise OSError('port/proto not found')


def getprotobyname(name):
    found = {'ip': 0, 'icmp': 1, 'igmp': 2, 'tcp': 6, 'udp': 17, 'ipv6': 41}.get(name)
    if found is None:
        raise OSError('protocol not found')
    return found


def _port_number(port):
    if port is None:
        return 0
    if isinstance(port, (bytes, bytearray)):
        port = bytes(port).decode()
    if isinstance(port, str):
        if port.isdecimal():
            return int(port)
        if port in SERVICES:
            return SERVICES[port]
        raise gaierror(-8, 'Servname not supported for ai_socktype')
    if isinstance(port, int):
        return port
    raise OSError('Int or String expected')


def gethostbyname(name):
    host = of_host(name)
    if host == '':
        return '0.0.0.0'
    if host in ('localhost', 'lab', 'lab.local'):
        return '127.0.0.1'
    if is_ipv6(host):
        raise gaierror(-9, 'Address family for hostname not supported')
    return host


def getnameinfo(address, flags):
    host, port = address[:2]
    if host in ('127.0.0.1', '::1') and not flags & 1:
        host = 'localhost'
    return host, str(port)


def unreachable():
    return errors.of(101)
