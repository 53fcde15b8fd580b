class RESP:
    """Frames as Redis has them. A body is sent as a bulk string."""

    def __init__(self, max=1048576):
        self.max = max

    def encode(self, body):
        frame = b'$%d\r\n%s\r\n' % (len(body), body)
        if len(frame) > self.max:
            raise FrameError(f'a frame of {len(frame)} bytes')
        return frame

    def take(self, data):
        end = self.value(data, 0, 8)
        if end is None and len(data) >= self.max or end is not None and end > self.max:
            raise FrameError(f'a frame of more than {self.max} bytes')
        if end is None:
            return None
        frame, line = bytes(data[:end]), data.find(b'\r\n') + 2
        del data[:end]
        if frame[:1] in b'+-:':
            return frame[1:-2]
        return frame[line:] if frame[:1] == b'*' or line == end else frame[line:-2]

    def value(self, data, at, depth):
        """Where the value that begins at ends, None if it is not complete."""
        stop = data.find(b'\r\n', at)
        kind = bytes(data[at:at + 1])
        if kind and kind not in b'+-:$*' or depth < 0:
            raise FrameError(f'{bytes(data[at:at + 20])} is no value')
        if stop < 0:
            return None
        end, size = stop + 2, 0
        if kind in b':$*':
            try:
                size = int(data[at + 1:stop])
            except ValueError:
                raise FrameError(f'{bytes(data[at:stop])} has no number')
        if kind in b'$*' and (size < -1 or size > self.max):
            raise FrameError(f'a size of {size}')
        if kind == b'$' and size >= 0:
            end += size + 2
            if len(data) >= end and data[end - 2:end] != b'\r\n':
                raise FrameError('a string without its end')
            return end if len(data) >= end else None
        for _ in range(size if kind == b'*' else 0):
            end = self.value(data, end, depth - 1)
            if end is None:
                return None
        return end
