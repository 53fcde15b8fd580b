class When:
    """Frames of one codec or another, chosen by bytes of the frame."""

    def __init__(self, codec, *marks, at=0, mask=b'', other=None):
        self.codec, self.marks, self.at, self.mask, self.other = codec, marks, at, mask, other

    def encode(self, body):
        for codec in filter(None, (self.codec, self.other)):
            try:
                frame = codec.encode(body)
                if self.choose(frame) is codec:
                    return frame
            except FrameError:
                pass  # it may be one for the other codec
        raise FrameError(f'{body} cannot be sent so')

    def choose(self, data):
        """The codec of the frame that begins there, None while that is not known."""
        waits = len(data) <= self.at
        for mark in self.marks:
            have = data[self.at:self.at + len(mark)]
            if all((a ^ b) & c == 0 for a, b, c in zip(have, mark, self.mask or b'\xff' * len(mark))):
                if len(have) == len(mark):
                    return self.codec
                waits = True
        if waits:
            return None
        if self.other is None:
            raise FrameError(f'no kind of frame has {bytes(data[self.at:self.at + 4])} there')
        return self.other

    def take(self, data):
        codec = self.choose(data)
        return codec.take(data) if codec else None
