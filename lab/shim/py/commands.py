"""subprocess from a table. A browser starts no program; the classic exercise of the remote
command gets an answer all the same, and the page says beside the output where it is from."""

import os
import shlex
import subprocess
import sys
import time

from . import names

said = None             # called with the command when the table answered

NAMES = {'dir': 'ls', 'type': 'cat', 'cls': 'clear', 'ipconfig': 'ifconfig'}
IFCONFIG = '''lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536
        inet 127.0.0.1  netmask 255.0.0.0
        loop  txqueuelen 1000  (Local Loopback)
'''


def _ls(words):
    where = [word for word in words if not word.startswith('-')] or ['.']
    lines = []
    for folder in where:
        try:
            lines += sorted(name for name in os.listdir(folder) if not name.startswith('.'))
        except OSError:
            return '', f"ls: cannot access '{folder}': No such file or directory\n", 2
    return ''.join(line + '\n' for line in lines), '', 0


def _cat(words):
    text = ''
    for name in words:
        try:
            with open(name, encoding='utf-8') as file:
                text += file.read()
        except OSError:
            return text, f'cat: {name}: No such file or directory\n', 1
    return text, '', 0


def _fixed(text):
    return lambda words: (text, '', 0)


TABLE = {
    'ls': _ls, 'cat': _cat,
    'echo': lambda words: (' '.join(words) + '\n', '', 0),
    'pwd': lambda words: (os.getcwd() + '\n', '', 0),
    'whoami': _fixed('student\n'), 'id': _fixed('uid=1000(student) gid=1000(student) groups=1000(student)\n'),
    'hostname': lambda words: (names.HOSTNAME + '\n', '', 0),
    'uname': lambda words: ('Linux lab 6.1.0 x86_64 GNU/Linux\n' if '-a' in words else 'Linux\n', '', 0),
    'date': lambda words: (time.strftime('%a %b %e %H:%M:%S UTC %Y', time.gmtime()) + '\n', '', 0),
    'true': _fixed(''), 'clear': _fixed(''), 'ifconfig': _fixed(IFCONFIG),
    'false': lambda words: ('', '', 1),
}


def _words(line):
    """The words of a line and what stands between its commands; quotes are still on."""
    lexer = shlex.shlex(line, posix=False, punctuation_chars=True)
    lexer.whitespace_split, lexer.commenters = True, ''
    try:
        return list(lexer)
    except ValueError:
        return line.split()


def _bare(word):
    try:
        return shlex.split(word)
    except ValueError:
        return [word]


def _act(words):
    """What the table has for a command, None for nothing."""
    act = TABLE.get(NAMES.get(words[0], words[0]))
    return act and act(words[1:])


def _shell(line, name):
    """One command after another, as ; && and || say. Pipes and files are not in the table."""
    out, err, code, command, runs = '', '', 0, [], True
    for word in [*_words(line), ';']:
        if word in (';', '&&', '||'):
            if command and runs:
                if command[0] == 'exit':
                    return out, err, int(command[1]) & 255 if command[1:2] and command[1].isdecimal() else code
                more, wrong, code = _act(command) or ('', f'{name}: 1: {command[0]}: not found\n', 127)
                out, err = out + more, err + wrong
            runs = word == ';' or (code == 0) == (word == '&&')
            command = []
        elif set(word) <= set('();<>|&'):
            return '', f"{name}: 1: {word} is not in the lab's table of commands\n", 2
        else:
            command += _bare(word)
    return out, err, code


def answer(command, shell):
    """(stdout, stderr, code) of a command; shell is the name that one goes by, empty without."""
    if isinstance(command, (bytes, bytearray)):
        command = bytes(command).decode()
    line = command if isinstance(command, str) else shlex.join(map(os.fspath, command))
    if said:
        said(line)
    if shell:
        return _shell(line, shell)
    words = [command] if isinstance(command, str) else list(map(os.fspath, command))
    found = _act(words)
    if found is None:
        raise FileNotFoundError(2, 'No such file or directory', words[0])
    return found


class Popen:
    """subprocess.Popen: the command has been answered when it is made."""

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True,
                 shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, *, text=None,
                 encoding=None, errors=None, **rest):
        self.args, self.pid, self._texts = args, 1000, bool(text or universal_newlines or encoding or errors)
        self._encoding = encoding or 'utf-8'
        out, err, self.returncode = answer(args, shell and '/bin/sh')
        self.encoding, self.errors, self.text_mode = encoding, errors, self._texts
        if stderr == subprocess.STDOUT:
            out, err = out + err, ''
        self.stdin = self._opened('') if stdin == subprocess.PIPE else None
        self.stdout = self._kept(out, stdout, 1)
        self.stderr = None if stderr == subprocess.STDOUT else self._kept(err, stderr, 2)

    def _opened(self, text):
        import io
        return io.StringIO(text) if self._texts else io.BytesIO(text.encode(self._encoding))

    def _kept(self, text, where, number):
        if where == subprocess.PIPE:
            return self._opened(text)
        if where is None and text:
            (sys.stdout if number == 1 else sys.stderr).write(text)
        elif where not in (None, subprocess.DEVNULL) and not isinstance(where, int):
            where.write(text if 'b' not in getattr(where, 'mode', 'b') else text.encode(self._encoding))
        return None

    def communicate(self, input=None, timeout=None):
        return tuple(None if stream is None else stream.read() for stream in (self.stdout, self.stderr))

    def poll(self):
        return self.returncode

    def wait(self, timeout=None):
        return self.returncode

    def kill(self):
        pass

    terminate = kill

    def send_signal(self, signal):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *how):
        pass

    def __class_getitem__(cls, item):
        return cls


def _system(command):
    out, err, code = answer(command, 'sh')
    sys.stdout.write(out)
    sys.stderr.write(err)
    return code << 8


def _popen(command, mode='r', buffering=-1):
    return Popen(command, shell=True, stdout=subprocess.PIPE, text=True).stdout


def install():
    subprocess.Popen = Popen
    os.system, os.popen = _system, _popen
