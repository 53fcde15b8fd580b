class Length:
    """Frames with their length in front, packed by struct."""

    def __init__(self, form, offset=0, adjust=0, strip=None, max=1048576):
        self.form, self.offset, self.adjust, self.max = form, offset, adjust, max
        self.head = offset + struct.calcsize(form)
        self.strip = self.head if strip is None else strip

    def encode(self, body):
        length = len(body) - self.offset - self.adjust
        frame = body[:self.offset] + self.pack(length) + body[self.offset:]
        if length < 0 or len(body) < self.offset or len(frame) > self.max:
            raise FrameError(f'a frame of {len(frame)} bytes')
        return frame

    def pack(self, length):
        try:
            return struct.pack(self.form, length)
        except struct.error as error:
            raise FrameError(error)

    def take(self, data):
        if len(data) < self.head:
            return None
        length, = struct.unpack_from(self.form, data, self.offset)
        end = self.head + length + self.adjust
        if length < 0 or end < max(self.head, self.strip):
            raise FrameError(f'a length of {length}')
        if end > self.max:
            raise FrameError(f'a frame of {end} bytes, more than {self.max}', skip=max(end, length))
        if len(data) < end:
            return None
        body = bytes(data[self.strip:end])
        del data[:end]
        return body
