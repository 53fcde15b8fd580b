class Number:
    """Frames with their length in digits in front, up to a delimiter."""

    def __init__(self, by, after=b'', word=0, hex=False, adjust=0, keep=False, header=65536, max=1048576):
        self.by, self.after, self.word, self.base = by, after, word, 16 if hex else 10
        self.adjust, self.keep, self.longest, self.max = adjust, keep, header, max

    def encode(self, body):
        if self.keep:
            if self.take(bytearray(body)) != body:
                raise FrameError(f'{body} is no whole frame')
            return body
        length = len(body) - self.adjust
        if self.word or self.after or length < 0 or len(body) > self.max:
            raise FrameError(f'{body} cannot be sent so')
        return (f'{length:x}' if self.base == 16 else str(length)).encode() + self.by + body

    def take(self, data):
        after = data.find(self.after, 0, self.longest)
        begin = after + len(self.after)
        at = data.find(self.by, begin, self.longest) if after >= 0 else -1
        if at < 0:
            if len(data) >= self.longest:
                raise FrameError(f'a header of more than {self.longest} bytes')
            return None
        field = bytes(data[begin:at])
        if self.word:
            words = field.split()
            at_word = self.word - 1 if self.word > 0 else len(words) + self.word
            field = words[at_word] if 0 <= at_word < len(words) else b''
        try:
            length = int(field, self.base) + self.adjust if field.isalnum() else -1
        except ValueError:
            length = -1
        if length < 0:
            raise FrameError(f'{field} as a length')
        start = at + len(self.by)
        if length > self.max:
            raise FrameError(f'a body of {length} bytes, more than {self.max}', skip=start + length)
        if len(data) < start + length:
            return None
        body = bytes(data[0 if self.keep else start:start + length])
        del data[:start + length]
        return body
