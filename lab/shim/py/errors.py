"""Errors as Linux numbers and words them.

WebAssembly numbers them otherwise, so the numbers of the errno module and of
errors of the file system are put right too.
"""

import builtins
import errno
import functools
import gc
import io
import os

LINUX = dict(
    EPERM=1, ENOENT=2, ESRCH=3, EINTR=4, EIO=5, ENXIO=6, E2BIG=7, ENOEXEC=8, EBADF=9, ECHILD=10, EAGAIN=11, ENOMEM=12, EACCES=13,
    EFAULT=14, EBUSY=16, EEXIST=17, EXDEV=18, ENODEV=19, ENOTDIR=20, EISDIR=21, EINVAL=22, ENFILE=23, EMFILE=24, ENOTTY=25,
    EFBIG=27, ENOSPC=28, ESPIPE=29, EROFS=30, EMLINK=31, EPIPE=32, EDOM=33, ERANGE=34, EDEADLK=35, ENAMETOOLONG=36, ENOSYS=38,
    ENOTEMPTY=39, ELOOP=40, EPROTO=71, EOVERFLOW=75, EILSEQ=84, ENOTSOCK=88, EDESTADDRREQ=89, EMSGSIZE=90, EPROTOTYPE=91,
    ENOPROTOOPT=92, EPROTONOSUPPORT=93, EOPNOTSUPP=95, EAFNOSUPPORT=97, EADDRINUSE=98, EADDRNOTAVAIL=99, ENETDOWN=100,
    ENETUNREACH=101, ENETRESET=102, ECONNABORTED=103, ECONNRESET=104, ENOBUFS=105, EISCONN=106, ENOTCONN=107, ETIMEDOUT=110,
    ECONNREFUSED=111, EHOSTUNREACH=113, EALREADY=114, EINPROGRESS=115)

TEXT = {
    1: 'Operation not permitted', 2: 'No such file or directory', 4: 'Interrupted system call', 5: 'Input/output error',
    9: 'Bad file descriptor', 11: 'Resource temporarily unavailable', 12: 'Cannot allocate memory', 13: 'Permission denied',
    14: 'Bad address', 16: 'Device or resource busy', 17: 'File exists', 20: 'Not a directory', 21: 'Is a directory',
    22: 'Invalid argument', 23: 'Too many open files in system', 24: 'Too many open files', 25: 'Inappropriate ioctl for device',
    27: 'File too large', 28: 'No space left on device', 29: 'Illegal seek', 30: 'Read-only file system', 32: 'Broken pipe',
    36: 'File name too long', 38: 'Function not implemented', 39: 'Directory not empty', 71: 'Protocol error',
    75: 'Value too large for defined data type', 88: 'Socket operation on non-socket', 89: 'Destination address required',
    90: 'Message too long', 91: 'Protocol wrong type for socket', 92: 'Protocol not available', 93: 'Protocol not supported',
    94: 'Socket type not supported', 95: 'Operation not supported', 97: 'Address family not supported by protocol',
    98: 'Address already in use', 99: 'Cannot assign requested address', 100: 'Network is down', 101: 'Network is unreachable',
    103: 'Software caused connection abort', 104: 'Connection reset by peer', 105: 'No buffer space available',
    106: 'Transport endpoint is already connected', 107: 'Transport endpoint is not connected', 108: 'Cannot send after transport endpoint shutdown',
    110: 'Connection timed out', 111: 'Connection refused', 113: 'No route to host', 114: 'Operation already in progress',
    115: 'Operation now in progress'}

KIND = {
    1: PermissionError, 2: FileNotFoundError, 3: ProcessLookupError, 4: InterruptedError, 10: ChildProcessError, 11: BlockingIOError, 13: PermissionError, 17: FileExistsError,
    20: NotADirectoryError, 21: IsADirectoryError, 32: BrokenPipeError, 103: ConnectionAbortedError, 104: ConnectionResetError,
    108: BrokenPipeError, 110: TimeoutError, 111: ConnectionRefusedError, 114: BlockingIOError, 115: BlockingIOError}

LIMITS = {
    'threads': lambda: RuntimeError("can't start new thread"),
    'sockets': lambda: of(24), 'descriptors': lambda: of(23), 'message': lambda: of(90),
    'poll': lambda: ValueError('filedescriptor out of range in select()')}


def of(number):
    """The exception of an errno of Linux."""
    return KIND.get(number, OSError)(number, TEXT.get(number, f'Unknown error {number}'))


def limit(name):
    """The exception of a limit of the lab: where Linux has a like one, that one's."""
    made = LIMITS.get(name)
    if made:
        return made()
    return OSError(105, f'No buffer space available (limit of the lab: {name})')


_native = {number: name for name, number in vars(errno).items() if name.startswith('E') and isinstance(number, int)}


def renumbered(error):
    """An error of the file system with the number, and of the kind, that Linux has for it."""
    number = LINUX.get(_native.get(error.errno))
    if number is None:
        return error
    kind = KIND.get(number, OSError)
    if type(error) is kind or type(error) not in KIND.values() and type(error) is not OSError:
        if number != error.errno:
            error.errno = number
            error.args = (number, *error.args[1:])
        return error
    if error.filename2 is None:
        made = kind(number, error.strerror, error.filename)
    else:
        made = kind(number, error.strerror, error.filename, None, error.filename2)
    return made.with_traceback(error.__traceback__)


def _wrapped(function):
    @functools.wraps(function)
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except OSError as error:
            right = renumbered(error)
            if right is error:
                raise
        raise right
    return call


def _sort_by_number():
    """OSError(2, ...) is a FileNotFoundError: CPython has a table of that, by the numbers of its platform."""
    refused = next(number for number, name in _native.items() if name == 'ECONNREFUSED')
    for table in gc.get_objects():
        if type(table) is dict and table.get(refused) is ConnectionRefusedError:
            table.update(KIND)


def install():
    """Number errors as Linux does, in a Python that does not."""
    if _native.get(111) == 'ECONNREFUSED':
        return
    _sort_by_number()
    for name, number in LINUX.items():
        setattr(errno, name, number)
    errno.EWOULDBLOCK, errno.ENOTSUP, errno.EDEADLOCK = 11, 95, 35
    errno.errorcode.clear()
    errno.errorcode.update({number: name for name, number in LINUX.items()})
    builtins.open = io.open = _wrapped(open)
    for name in ('open', 'stat', 'lstat', 'listdir', 'scandir', 'mkdir', 'rmdir', 'remove', 'unlink', 'rename', 'replace', 'chdir', 'truncate', 'readlink', 'symlink', 'utime', 'fstat', 'lseek', 'pipe',
                 'read', 'write', 'close', 'dup', 'dup2', 'fsync', 'ftruncate', 'access', 'chmod', 'statvfs'):
        if hasattr(os, name):
            setattr(os, name, _wrapped(getattr(os, name)))
    native = os.strerror
    os.strerror = lambda number: TEXT.get(number) or native(number)
