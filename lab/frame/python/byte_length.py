class ByteLength:
    """Frames with their length in front, as so many bytes: '!3' or '<3'."""

    def __init__(self, form, offset=0, adjust=0, strip=None, max=1048576):
        self.order, self.size = 'little' if form[0] == '<' else 'big', int(form[1])
        self.offset, self.adjust, self.max = offset, adjust, max
        self.head = offset + self.size
        self.strip = self.head if strip is None else strip

    def encode(self, body):
        length = len(body) - self.offset - self.adjust
        if length < 0 or length >= 256 ** self.size or len(body) < self.offset or self.size + len(body) > self.max:
            raise FrameError(f'a frame of {self.size + len(body)} bytes')
        return body[:self.offset] + length.to_bytes(self.size, self.order) + body[self.offset:]

    def take(self, data):
        if len(data) < self.head:
            return None
        length = int.from_bytes(data[self.offset:self.head], self.order)
        end = self.head + length + self.adjust
        if end < max(self.head, self.strip):
            raise FrameError(f'a length of {length}')
        if end > self.max:
            raise FrameError(f'a frame of {end} bytes, more than {self.max}', skip=max(end, length))
        if len(data) < end:
            return None
        body = bytes(data[self.strip:end])
        del data[:end]
        return body
