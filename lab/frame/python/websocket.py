class WebSocket:
    """Frames of RFC 6455, behind the handshake. What is no UTF-8 is sent as binary."""

    def __init__(self, mask=b'', max=1048576):
        self.mask, self.max = mask, max

    def encode(self, body):
        if len(body) > self.max:
            raise FrameError(f'a body of {len(body)} bytes')
        try:
            body.decode()
            opcode = 1
        except UnicodeDecodeError:
            opcode = 2
        masked = 128 if self.mask else 0
        if len(body) < 126:
            head = struct.pack('!BB', 128 | opcode, masked | len(body))
        elif len(body) < 65536:
            head = struct.pack('!BBH', 128 | opcode, masked | 126, len(body))
        else:
            head = struct.pack('!BBQ', 128 | opcode, masked | 127, len(body))
        return head + self.mask + self.xor(body, self.mask)

    def xor(self, body, mask):
        return bytes(c ^ mask[i % 4] for i, c in enumerate(body)) if mask else body

    def take(self, data):
        if len(data) < 2:
            return None
        start, length = 2, data[1] & 127
        if length > 125:
            start = 4 if length == 126 else 10
            if len(data) < start:
                return None
            length = int.from_bytes(data[2:start], 'big')
        if data[0] & 112 or data[0] & 15 > 7 and length > 125:
            raise FrameError(f'{bytes(data[:start])} begins no frame')
        mask = b''
        if data[1] & 128:
            mask, start = bytes(data[start:start + 4]), start + 4
        if length > self.max:
            raise FrameError(f'a payload of {length} bytes, more than {self.max}', skip=start + length)
        if len(data) < start + length:
            return None
        body = self.xor(bytes(data[start:start + length]), mask)
        del data[:start + length]
        return body
