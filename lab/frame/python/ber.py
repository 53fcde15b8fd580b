class BER:
    """Values of ASN.1: a tag, a length and contents."""

    def __init__(self, tag=b'0', keep=False, max=1048576):
        self.tag, self.keep, self.max = tag, keep, max

    def encode(self, body):
        if self.keep:
            if self.take(bytearray(body)) != body:
                raise FrameError(f'{body} is no whole value')
            return body
        size = len(body)
        if size > self.max:
            raise FrameError(f'{size} bytes of contents')
        if size < 128:
            return self.tag + bytes([size]) + body
        length = size.to_bytes((size.bit_length() + 7) // 8, 'big')
        return self.tag + bytes([128 | len(length)]) + length + body

    def take(self, data):
        at = 1
        if data and data[0] & 31 == 31:
            while at < len(data) and data[at] > 127:
                at += 1
            at += 1
            if at > 6:
                raise FrameError(f'{bytes(data[:6])} as a tag')
        if len(data) <= at:
            return None
        length, head = data[at], at + 1
        if length > 127:
            head += length & 127
            if not 1 <= length & 127 <= 8:
                raise FrameError(f'a length of {length & 127} bytes')
            if len(data) < head:
                return None
            length = int.from_bytes(data[at + 1:head], 'big')
        if length > self.max:
            raise FrameError(f'a body of {length} bytes, more than {self.max}', skip=head + length)
        if len(data) < head + length:
            return None
        body = bytes(data[0 if self.keep else head:head + length])
        del data[:head + length]
        return body
