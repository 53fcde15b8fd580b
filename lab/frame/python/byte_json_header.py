class ByteJSONHeader(JSONHeader):
    """The same with a length of so many bytes: '!3' or '<3'."""

    def __init__(self, form, **others):
        super().__init__('B', **others)
        self.order, self.head = 'little' if form[0] == '<' else 'big', int(form[1])

    def pack(self, length):
        if length >= 256 ** self.head:
            raise FrameError(f'a header of {length} bytes')
        return length.to_bytes(self.head, self.order)

    def unpack(self, data):
        return int.from_bytes(data[:self.head], self.order)
