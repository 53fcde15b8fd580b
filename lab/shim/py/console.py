"""What a program prints and is asked: each line is an event of the run."""

import builtins
import codecs
import io
import sys

from . import calls

LINE = 4096             # bytes of one print that the lab takes


def ask_line(*args):
    """input(): of the person, or of what the program has put in the place of sys.stdin."""
    if len(args) > 1:
        raise TypeError(f'input expected at most 1 argument, got {len(args)}')
    prompt = args[0] if args else ''
    for name in ('stdin', 'stdout'):
        if getattr(sys, name, None) is None:
            raise RuntimeError(f'input(): lost sys.{name}')
    if sys.stderr is not None:
        sys.stderr.flush()
    if prompt != '':
        sys.stdout.write(str(prompt))
    sys.stdout.flush()
    if isinstance(sys.stdin, Typed):
        return typed_line()
    line = sys.stdin.readline()
    if not isinstance(line, str):
        raise TypeError('object.readline() returned non-string')
    if line == '':
        raise EOFError('EOF when reading a line')
    return line[:-1] if line.endswith('\n') else line


def typed_line():
    """What a person types, without the newline."""
    more, _, _, data = calls.ask(calls.INPUT)
    if not more:
        raise EOFError('EOF when reading a line')
    return data.decode('utf-8', 'replace')


class Printed(io.TextIOBase):
    """stdout or stderr: each line is an event of the run."""

    encoding, newlines, line_buffering, closed = 'utf-8', None, True, False

    def __init__(self, number, name):
        self._number, self.name, self._rest, self.mode = number, name, '', 'w'
        self.buffer = _Bytes(self)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        if not text.isascii():
            text.encode('utf-8', self.errors)   # refused before anything of it is shown
        *whole, self._rest = (self._rest + text).split('\n')
        for line in whole:
            self._say(line, 0)
        return len(text)

    @property
    def errors(self):
        return 'strict' if self._number == 1 else 'backslashreplace'

    def _say(self, line, goes_on):
        data = line.encode('utf-8', 'backslashreplace')
        while len(data) > LINE:
            cut = LINE
            while data[cut] & 0xc0 == 0x80:     # not inside a character
                cut -= 1
            calls.tell(calls.PRINT, self._number, 1, data[:cut])
            data = data[cut:]
        calls.tell(calls.PRINT, self._number, goes_on, data)

    def flush(self):
        rest, self._rest = self._rest, ''
        if rest:
            self._say(rest, 1)

    def detach(self):
        self.flush()
        return self.buffer

    def fileno(self):
        return self._number

    def writable(self):
        return True

    def close(self):
        self.flush()

    def reconfigure(self, **options):
        pass


class _Bytes(io.BufferedIOBase):
    """sys.stdout.buffer."""

    def __init__(self, out):
        self._out, self.name, self.mode = out, out.name, 'wb'
        self._text = codecs.getincrementaldecoder('utf-8')('backslashreplace')

    def write(self, data):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._out.write(self._text.decode(data))
        return memoryview(data).nbytes

    def flush(self):
        self._out.flush()

    def fileno(self):
        return self._out.fileno()

    def writable(self):
        return True


class _Lines(io.TextIOBase):
    """What a person types, as a file."""

    name, mode, closed = '<stdin>', 'r', False
    empty = ''

    def __init__(self):
        self._rest = self.empty

    def _line(self):
        """The rest of a line, or a new one; nothing at the end."""
        rest, self._rest = self._rest, self.empty
        if rest:
            return rest
        try:
            return typed_line() + '\n'
        except EOFError:
            return ''

    def readline(self, size=-1):
        line = self._line()
        if size is None or size < 0:
            return line
        self._rest = line[size:]
        return line[:size]

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def read(self, size=-1):
        if size is not None and size >= 0:
            return self.readline(size)
        return self.empty.join(iter(self.readline, self.empty))

    def readlines(self, hint=-1):
        return list(self)

    def fileno(self):
        return 0

    def readable(self):
        return True


class _TypedBytes(_Lines):
    """sys.stdin.buffer."""

    empty, mode = b'', 'rb'

    def _line(self):
        line = super()._line()
        return line if isinstance(line, bytes) else line.encode()

    read1 = _Lines.read

    def detach(self):
        return self


class Typed(_Lines):
    """stdin: lines that a person types."""

    encoding, errors, newlines = 'utf-8', 'strict', None

    def __init__(self):
        super().__init__()
        self.buffer = _TypedBytes()

    def detach(self):
        return self.buffer

    def reconfigure(self, **options):
        pass


def install():
    builtins.input = ask_line


def open_console():
    sys.stdin, sys.stdout, sys.stderr = Typed(), Printed(1, '<stdout>'), Printed(2, '<stderr>')
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
