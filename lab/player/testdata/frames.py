"""Reads streams of frames, and writes them, by what each codec is: an independent witness.

On stdin stands a list of {"codec": TEXT, "stream": HEX} and {"codec": TEXT, "messages": [HEX]};
on stdout one of the bodies in each stream, or of the frames of the messages, all in hexadecimal.
A whole stream is read at once and nothing is kept from one frame to the next.
"""

import ast
import json
import re
import struct
import sys

WORDS = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')


def parse(text):
    """The kind, the plain values and the named ones of a codec."""
    kind, *words = WORDS.findall(text)
    values = [ast.literal_eval('b' + w) if w.isascii() and w[0] == '"' else w for w in words]
    plain, named = [], {}
    while values:
        value = values.pop(0)
        if isinstance(value, bytes) or value.lstrip('-').isdigit():
            plain.append(value)
        elif value in ('late', 'keep', 'chunked'):
            named[value] = True
        else:
            named[value] = values.pop(0)
    return kind, plain, {k: int(v) if isinstance(v, str) else v for k, v in named.items()}


def integer(form, value):
    """The bytes of a length: struct packs it, or it is a number of bytes."""
    form = form.decode()
    if form[-1].isdigit():
        return value.to_bytes(int(form[-1]), 'little' if form[0] == '<' else 'big')
    return struct.pack(form, value)


def size_of(form):
    return len(integer(form, 0))


def value_of(form, data):
    text = form.decode()
    if text[-1].isdigit():
        return int.from_bytes(data, 'little' if text[0] == '<' else 'big')
    return struct.unpack(text, data)[0]


def length(plain, named):
    form, = plain
    offset, adjust = named.get('offset', 0), named.get('adjust', 0)
    head = offset + size_of(form)
    strip = named.get('strip', head)

    def write(body):
        return body[:offset] + integer(form, len(body) - offset - adjust) + body[offset:]

    def read(data):
        end = head + adjust + value_of(form, data[offset:head])
        return data[strip:end], end

    return write, read


def varint(plain, named):
    offset = named.get('offset', 0)

    def write(body):
        n, digits = len(body) - offset, []
        while True:
            n, digit = divmod(n, 128)
            digits.append(digit)
            if n == 0:
                break
        return body[:offset] + bytes(d + 128 for d in digits[:-1]) + bytes(digits[-1:]) + body[offset:]

    def read(data):
        n, i = 0, offset
        while True:
            n += data[i] % 128 * 128 ** (i - offset)
            i += 1
            if data[i - 1] < 128:
                return data[i:i + n], i + n

    return write, read


def delimiter(plain, named):
    escape = named.get('escape', b'')

    def write(body):
        for special in [escape] * bool(escape) + sorted({end[:1] for end in plain} if escape else []):
            body = body.replace(special, escape + special)
        return body + plain[0]

    def read(data):
        body, i = b'', 0
        while True:
            if escape and data[i:i + 1] == escape:
                body += data[i + 1:i + 2]
                i += 2
                continue
            for end in sorted(plain, key=len):
                if data.startswith(end, i):
                    return body + (end if 'keep' in named else b''), i + len(end)
            body += data[i:i + 1]
            i += 1

    return write, read


def line(plain, named):
    return delimiter([b'\r\n', b'\n'], named)


def fixed(plain, named):
    size, pad = int(plain[0]), named.get('pad', b'\0')

    def read(data):
        assert len(data) >= size
        return data[:size].rstrip(pad), size

    return lambda body: body + pad * (size - len(body)), read


def with_json(plain, named):
    form, = plain
    key = named.get('key', b'size').decode()

    def write(body):
        header = json.dumps({'from': 'python', key: len(body)}).encode()
        return integer(form, len(header)) + header + body

    def read(data):
        head = size_of(form)
        start = head + value_of(form, data[:head])
        end = start + json.loads(data[head:start])[key]
        return data[start:end], end

    return write, read


def resp(plain, named):
    def read(data):
        size, _, rest = data[1:].partition(b'\r\n')
        assert data[:1] == b'$'
        return rest[:int(size)], len(data) - len(rest) + int(size) + 2

    return lambda body: b'$' + str(len(body)).encode() + b'\r\n' + body + b'\r\n', read


def http(plain, named):
    def write(body):
        if 'chunked' in named:
            pieces = [body[i:i + 3] for i in range(0, len(body), 3)]
            body = b''.join(b'%X;x=y\r\n%s\r\n' % (len(p), p) for p in pieces) + b'0\r\nTrailer: x\r\n\r\n'
            return b'HTTP/1.1 200 OK\r\ntransfer-encoding:chunked\r\n\r\n' + body
        return b'HTTP/1.1 200 OK\r\nX: y\r\ncontent-length:%d\r\n\r\n%s' % (len(body), body)

    def read(data):
        head, _, rest = data.partition(b'\r\n\r\n')
        if b'chunked' not in head:
            size = int(re.search(rb'Content-Length: (\d+)', head)[1])
            return rest[:size], len(data) - len(rest) + size
        body = b''
        while True:
            size, _, rest = rest.partition(b'\r\n')
            piece, rest = rest[:int(size, 16)], rest[int(size, 16) + 2:]
            body += piece
            if not piece:
                return body, len(data) - len(rest)

    return write, read


def websocket(plain, named):
    mask = named.get('mask', b'')

    def write(body):
        n = len(body)
        size = bytes([n]) if n < 126 else b'\x7e' + struct.pack('!H', n)
        key = b'\x0f\xf0\x55\xaa'
        if not mask:
            return b'\x82' + size + body
        return b'\x82' + bytes([size[0] | 128]) + size[1:] + key + bytes(c ^ key[i % 4] for i, c in enumerate(body))

    def read(data):
        n, start = data[1] % 128, 2
        if n == 126:
            n, start = struct.unpack_from('!H', data, 2)[0], 4
        if data[1] < 128:
            return data[start:start + n], start + n
        key, start = data[start:start + 4], start + 4
        return bytes(c ^ key[i % 4] for i, c in enumerate(data[start:start + n])), start + n

    return write, read


KINDS = {'json': with_json, **{f.__name__: f for f in (length, varint, delimiter, line, fixed, resp, http, websocket)}}


def answer(asked):
    kind, plain, named = parse(asked['codec'])
    write, read = KINDS[kind](plain, named)
    if 'messages' in asked:
        return [write(bytes.fromhex(m)).hex() for m in asked['messages']]
    data, bodies = bytes.fromhex(asked['stream']), []
    while data:
        body, end = read(data)
        assert 0 < end <= len(data), (asked, end)
        bodies.append(body.hex())
        data = data[end:]
    return bodies


print(json.dumps([answer(a) for a in json.load(sys.stdin)]))
