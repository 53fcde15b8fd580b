class HTTP:
    """Messages of HTTP/1.1, as long as Content-Length says or in chunks. A body is sent by a POST."""

    def __init__(self, chunked=False, header=65536, max=1048576):
        self.chunked, self.longest, self.max = chunked, header, max

    def encode(self, body):
        length = b'Content-Length: %d' % len(body)
        if self.chunked:
            length = b'Transfer-Encoding: chunked'
            body = (b'%x\r\n%s\r\n' % (len(body), body) if body else b'') + b'0\r\n\r\n'
        if len(body) > self.max:
            raise FrameError(f'a body of {len(body)} bytes')
        return b'POST / HTTP/1.1\r\nHost: lab\r\n' + length + b'\r\n\r\n' + body

    def take(self, data):
        start = data.find(b'\r\n\r\n') + 4
        if max(start, 0 if start > 3 else len(data)) > self.longest:
            raise FrameError(f'a header of more than {self.longest} bytes')
        if start < 4:
            return None
        first, *lines = bytes(data[:start - 4]).split(b'\r\n')
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(b':') for line in lines)}
        if b'chunked' in fields.get(b'transfer-encoding', b'').lower():
            return self.chunks(data, start)
        length = fields.get(b'content-length', b'' if first.startswith(b'HTTP/') else b'0')
        if not length.isdigit():
            raise FrameError(f'{length} as the length of a body')
        end = start + int(length)
        if end - start > self.max:
            raise FrameError(f'a body of {end - start} bytes, more than {self.max}', skip=end)
        if len(data) < end:
            return None
        body = bytes(data[start:end])
        del data[:end]
        return body

    def chunks(self, data, at):
        start, body, size = at, b'', 1
        while size:
            stop = data.find(b'\r\n', at)
            if stop < 0:
                return None
            try:
                size = int(data[at:stop].split(b';')[0], 16)
            except ValueError:
                raise FrameError(f'{bytes(data[at:stop])} is no size of a chunk')
            if stop + size - start > self.max:
                raise FrameError(f'chunks of more than {self.max} bytes')
            body += data[stop + 2:stop + 2 + size]
            at = stop + 2 + size + (2 if size else 0)
        stop = at if data[at:at + 2] == b'\r\n' else data.find(b'\r\n\r\n', at) + 2
        if stop < at or len(data) < stop + 2:
            return None
        del data[:stop + 2]
        return body
