class Braces:
    """JSON objects and arrays back to back; a frame ends where its brackets close."""

    def __init__(self, max=1048576):
        self.max = max

    def encode(self, body):
        if body[:1] not in (b'{', b'[') or self.take(bytearray(body)) != body:
            raise FrameError(f'{body} is no JSON object or array')
        return body

    def take(self, data):
        del data[:len(data) - len(data.lstrip(b' \t\r\n'))]
        if data and data[:1] not in (b'{', b'['):
            raise FrameError(f'{bytes(data[:10])} begins no object', skip=self.seek)
        depth, string, escaped = 0, False, False
        for i, byte in enumerate(data[:self.max]):
            if escaped:
                escaped = False
            elif string and byte == 92:
                escaped = True
            elif byte == 34:
                string = not string
            elif not string:
                depth += (byte in b'{[') - (byte in b'}]')
                if not depth:
                    body = bytes(data[:i + 1])
                    del data[:i + 1]
                    return body
        if len(data) >= self.max:
            del data[:self.max]
            raise FrameError(f'brackets that are not closed within {self.max} bytes', skip=self.seek)
        return None

    def seek(self, data):
        """Throw away what stands in front of the next bracket; tell whether it is there."""
        del data[:min((at for at in map(data.find, (b'{', b'[')) if at >= 0), default=len(data))]
        return bool(data)
