class Join:
    """Messages of one or several frames of another codec; a bit tells which is the last."""

    def __init__(self, codec, *marks, at=0, mask=b'', more=False, apart=b'', max=1048576):
        self.codec, self.marks, self.at, self.mask, self.more, self.max = codec, marks, at, mask, more, max
        self.apart = apart

    def is_last(self, frame):
        for mark in self.marks:
            have = frame[self.at:self.at + len(mark)]
            if len(have) == len(mark) and all((a ^ b) & c == 0 for a, b, c in zip(have, mark, self.mask or b'\xff' * len(mark))):
                return not self.more
        return self.more

    def is_apart(self, frame):
        return bool(self.apart) and frame[self.at:self.at + 1] > b'' and frame[self.at] & self.apart[0] == self.apart[0]

    def encode(self, body):
        frame = bytearray(self.codec.encode(body))
        want = self.codec.take(frame[:])
        if not self.more:
            for i, b in enumerate(self.marks[0]):
                mask = self.mask[i] if self.mask else 255
                frame[self.at + i] = frame[self.at + i] & ~mask & 255 | b & mask
        if len(frame) > self.max or not self.is_last(frame) or self.is_apart(frame) or self.codec.take(frame[:]) != want:
            raise FrameError(f'{bytes(frame[:10])} cannot be the last frame')
        return bytes(frame)

    def take(self, data):
        rest, message, under_way = bytearray(data), b'', False
        while True:
            begin = bytes(rest[:self.at + max(len(mark) for mark in self.marks)])
            body = self.codec.take(rest)
            if body is None:
                return None
            apart = self.is_apart(begin)
            if len(data) - len(rest) > self.max:
                raise FrameError(f'a message of more than {self.max} bytes')
            if not apart:
                message += body
            if apart and not under_way or not apart and self.is_last(begin):
                del data[:len(data) - len(rest)]
                return message or body
            under_way = True
