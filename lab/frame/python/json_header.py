class JSONHeader:
    """Frames with a length, then a header in JSON that tells the size of the body."""

    def __init__(self, form, key='size', header=65536, max=1048576):
        self.form, self.key, self.longest, self.max = form, key, header, max
        self.head = struct.calcsize(form)

    def encode(self, body):
        return self.start(len(body)) + body

    def start(self, size, **more):
        """What goes before a body of that size; more is what else it tells."""
        text = json.dumps({**more, self.key: size}, ensure_ascii=False, separators=(',', ':')).encode()
        if len(text) > self.longest or size > self.max:
            raise FrameError(f'a header of {len(text)} bytes for a body of {size}')
        return self.pack(len(text)) + text

    def pack(self, length):
        try:
            return struct.pack(self.form, length)
        except struct.error as error:
            raise FrameError(error)

    def unpack(self, data):
        return struct.unpack_from(self.form, data)[0]

    def take(self, data):
        if len(data) < self.head:
            return None
        length = self.unpack(data)
        if not 0 <= length <= self.longest:
            raise FrameError(f'a length of {length}')
        start = self.head + length
        if len(data) < start:
            return None
        try:
            self.header = json.loads(data[self.head:start])
            size = self.header[self.key]
        except (KeyError, TypeError, ValueError):
            raise FrameError(f'{bytes(data[self.head:start])} is no header')
        if type(size) is not int or not 0 <= size <= self.max:
            raise FrameError(f'a size of {size}')
        if len(data) < start + size:
            return None
        body = bytes(data[start:start + size])
        del data[:start + size]
        return body
