class Delimiter:
    """Frames with a delimiter behind them. An escape takes the next byte as it is."""

    def __init__(self, *ends, escape=b'', keep=False, max=1048576):
        self.ends, self.escape, self.keep, self.max = ends, escape, keep, max

    def encode(self, body):
        if self.escape:
            special = self.escape + bytes(end[0] for end in self.ends)
            body = b''.join(self.escape + bytes([c]) if c in special else bytes([c]) for c in body)
        frame = body + self.ends[0]
        if self.find(frame) != (len(body), len(self.ends[0])) or len(body) > self.max:
            raise FrameError(f'{body} cannot be sent so')
        return frame

    def find(self, data):
        """Where the delimiter that ends first begins, and how long it is."""
        found = []
        for end in self.ends:
            at = data.find(end)
            while at >= 0 and self.escaped(data, at):
                at = data.find(end, at + 1)
            if at >= 0:
                found.append((at + len(end), -len(end)))
        if not found:
            return None
        stop, size = min(found)
        return stop + size, -size

    def escaped(self, data, at):
        """An odd number of escapes takes what comes next as it is."""
        return bool(self.escape) and (at - len(data[:at].rstrip(self.escape))) % 2 == 1

    def past(self, data):
        """Throw all away up to and with a delimiter; tell whether it has come."""
        found = self.find(data)
        if found:
            del data[:sum(found)]
            return True
        gone = max(0, len(data) - max(len(end) for end in self.ends) + 1)
        del data[:gone - self.escaped(data, gone)]
        return False

    def take(self, data):
        found = self.find(data)
        if found is None:
            if len(data) >= self.max + max(len(end) for end in self.ends):
                raise FrameError(f'no delimiter in {len(data)} bytes', skip=self.past)
            return None
        at, size = found
        if at > self.max:
            raise FrameError(f'a frame of {at} bytes', skip=at + size)
        body, end = bytes(data[:at]), bytes(data[at:at + size])
        del data[:at + size]
        if self.escape:
            pairs = iter(body)
            body = bytes(next(pairs, c) if c == self.escape[0] else c for c in pairs)
        return body + end if self.keep else body
