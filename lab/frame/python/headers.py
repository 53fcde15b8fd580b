class Headers:
    """Frames of lines of text, an empty one, and as many bytes as one of them says."""

    def __init__(self, *fields, until=b'', must=False, keep=False, header=65536, max=1048576):
        self.fields, self.until, self.must, self.keep = fields, until, must, keep
        self.longest, self.max = header, max

    def encode(self, body):
        if not self.keep:
            if len(body) > self.max:
                raise FrameError(f'a body of {len(body)} bytes')
            return self.fields[0] + b': %d\r\n\r\n' % len(body) + body + self.until
        frame = body + self.until
        if self.take(bytearray(frame)) != body:
            raise FrameError(f'{body} is no whole frame')
        return frame

    def take(self, data):
        length, at, count = None, 0, 0
        while True:
            end = data.find(b'\n', at, self.longest)
            if end < 0:
                if len(data) >= self.longest:
                    raise FrameError(f'a header of more than {self.longest} bytes')
                return None
            line, at, count = bytes(data[at:end]).removesuffix(b'\r'), end + 1, count + 1
            if not line:
                break
            name, colon, value = line.partition(b':')
            if not colon and count > 1:
                raise FrameError(f'{line} has no colon')
            if colon and name.strip().lower() in [field.lower() for field in self.fields]:
                if not value.strip().isdigit() or length not in (None, int(value)):
                    raise FrameError(f'{line} is no length')
                length = int(value)
        if count == 1 or length is None and self.must:
            raise FrameError('a header without a length')
        end = at + (length or 0)
        if length is None and self.until:
            end = data.find(self.until, at)
        if length is not None and length > self.max:
            raise FrameError(f'a body of {length} bytes, more than {self.max}', skip=end + len(self.until))
        if (end if end >= 0 else len(data)) - at > self.max:
            raise FrameError(f'a body of more than {self.max} bytes')
        total = end + len(self.until)
        if end < 0 or len(data) < total:
            return None
        if data[end:total] != self.until:
            raise FrameError(f'{bytes(data[end:total])} stands where the frame must end')
        body = bytes(data[0 if self.keep else at:end])
        del data[:total]
        return body
