class Check:
    """Frames of another codec with a check behind each body."""

    def __init__(self, codec, sum, form, start=0, label=b'', strip=0, keep=False):
        self.codec, self.sum, self.form, self.start = codec, CHECKSUMS[sum], form, start
        self.label, self.strip, self.keep = label, strip, keep
        self.size = len(label) + len(self.write(0))

    def write(self, number):
        if self.form[0] == '%':
            return (self.form % number).encode()
        if self.form[-1].isdigit():
            return number.to_bytes(int(self.form[-1]), 'little' if self.form[0] == '<' else 'big')
        return struct.pack(self.form, number)

    def made(self, body):
        return self.label + self.write(self.sum(body[self.start:]))

    def encode(self, body):
        draft = bytearray(self.codec.encode(body + bytes(self.size)))
        covered = self.codec.take(draft)
        if draft or covered is None or len(covered) - self.size < max(self.start, self.strip):
            raise FrameError(f'{body} cannot be sent so')
        return self.codec.encode(body + self.made(covered[:len(covered) - self.size]))

    def take(self, data):
        body = self.codec.take(data)
        if body is None:
            return None
        end = len(body) - self.size
        if end < max(self.start, self.strip):
            raise FrameError(f'a body of {len(body)} bytes with a check of {self.size}', skip=0)
        there, want = body[end:], self.made(body[:end])
        if there != want and (self.form[0] != '%' or there.upper() != want.upper()):
            raise FrameError(f'the check is {there}, its bytes make {want}', skip=0)
        return body[self.strip:] if self.keep else body[self.strip:end]
