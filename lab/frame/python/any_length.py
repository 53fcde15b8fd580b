class AnyLength:
    """Frames with their length in front: some bits of a field, in units, or as digits ('%04d')."""

    def __init__(self, form, offset=0, adjust=0, strip=None, bits=0, shift=0, times=0, per=0, keep=False, max=1048576):
        self.form, self.offset, self.adjust, self.max = form, offset, adjust, max
        self.bits, self.shift, self.times, self.per, self.keep = bits, shift, times or 1, per or 1, keep
        self.text = form[0] == '%'
        if self.text:
            self.size, self.base = len(form % 0), 10 if form[-1] == 'd' else 16
        else:
            self.size = int(form[-1]) if form[-1].isdigit() else struct.calcsize(form)
            self.order = 'little' if form[0] == '<' else 'big'
            self.signed = form[-1].islower()
        self.head = offset + self.size
        self.strip = self.head if strip is None else strip

    def encode(self, body):
        length = (len(body) - self.offset - self.adjust) * self.per
        field = self.pack(length // self.times)
        if length < 0 or length % self.times or len(body) < self.offset or self.size + len(body) > self.max:
            raise FrameError(f'a body of {len(body)} bytes cannot be sent so')
        return body[:self.offset] + field + body[self.offset:]

    def pack(self, length):
        if self.text:
            field = (self.form % length).encode()
        else:
            most = 1 << self.bits if self.bits else 256 ** self.size >> self.signed
            field = (length << self.shift).to_bytes(self.size, self.order) if 0 <= length < most else b''
        if len(field) != self.size:
            raise FrameError(f'a length of {length}')
        return field

    def unpack(self, field):
        if self.text:
            if not field.isalnum():
                raise FrameError(f'{field} is no number')
            try:
                return int(field, self.base)
            except ValueError as error:
                raise FrameError(error)
        if self.bits:
            return int.from_bytes(field, self.order) >> self.shift & (1 << self.bits) - 1
        return int.from_bytes(field, self.order, signed=self.signed)

    def take(self, data):
        if len(data) < self.head:
            return None
        length = self.unpack(bytes(data[self.offset:self.head]))
        end = self.head + -(-length * self.times // self.per) + self.adjust
        if length < 0 or end < max(self.head, self.strip):
            raise FrameError(f'a length of {length}')
        if end > self.max:
            raise FrameError(f'a frame of {end} bytes, more than {self.max}', skip=max(end, length))
        if len(data) < end:
            return None
        body = bytes(data[:self.offset] + data[self.head:end] if self.keep else data[self.strip:end])
        del data[:end]
        return body
