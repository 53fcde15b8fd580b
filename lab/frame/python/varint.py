class Varint:
    """Frames with their length in front, seven bits a byte, the lowest first."""

    def __init__(self, offset=0, keep=False, max=1048576):
        self.offset, self.keep, self.max = offset, keep, max

    def encode(self, body):
        length = len(body) - self.offset
        if length < 0 or length > self.max:
            raise FrameError(f'a body of {length} bytes')
        size = b''
        while length > 127:
            size += bytes([length & 127 | 128])
            length >>= 7
        return body[:self.offset] + size + bytes([length]) + body[self.offset:]

    def take(self, data):
        length = 0
        for i, byte in enumerate(data[self.offset:self.offset + 5]):
            length |= (byte & 127) << 7 * i
            if byte < 128:
                return self.cut(data, self.offset + i + 1, length)
        if len(data) >= self.offset + 5:
            raise FrameError('a length without an end')
        return None

    def cut(self, data, head, length):
        if length > self.max:
            raise FrameError(f'a body of {length} bytes, more than {self.max}', skip=head + length)
        if len(data) < head + length:
            return None
        body = bytes(data[head:head + length])
        if self.keep:
            body = bytes(data[:self.offset]) + body
        del data[:head + length]
        return body
