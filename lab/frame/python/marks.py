
class Marks:
    """Frames between two marks; other bytes stand for marks within a message."""

    def __init__(self, start, end, swap=(), xor=b'', shared=False, keep=False, max=1048576):
        self.start, self.end, self.shared, self.keep, self.max = start, end, shared, keep, max
        self.swap, self.xor = dict(zip(swap[::2], swap[1::2])), xor

    def encode(self, body):
        inner = self.stuff(body)
        ended = inner + self.end
        too_early = ended.find(self.end) < len(inner) or self.start == self.end and ended.startswith(self.start)
        if too_early or len(inner) > self.max or self.unstuff(inner) != body:
            raise FrameError(f'{body} cannot be sent so')
        return self.start + ended

    def stuff(self, body):
        special = self.xor + self.start[:1] + self.end[:1] if self.xor else b''
        out = b''
        for b in body:
            one = bytes([b])
            if one in self.swap:
                out += self.swap[one]
            elif b in special:
                out += self.xor + bytes([b ^ 0x20])
            else:
                out += one
        return out

    def unstuff(self, inner):
        out, at = b'', 0
        escapes = {stuffed[:1] for stuffed in self.swap.values()}
        while at < len(inner):
            for plain, stuffed in self.swap.items():
                if inner.startswith(stuffed, at):
                    out, at = out + plain, at + len(stuffed)
                    break
            else:
                first = inner[at:at + 1]
                if self.xor and first == self.xor and at + 1 < len(inner):
                    out, at = out + bytes([inner[at + 1] ^ 0x20]), at + 2
                elif first in escapes or first == self.xor:
                    raise FrameError(f'{inner[at:at + 2]} stands for no byte', skip=0)
                else:
                    out, at = out + first, at + 1
        return out

    def take(self, data):
        head = 0
        while data.startswith(self.start, head):
            head += len(self.start)
            if self.start != self.end:
                break
        if self.start.startswith(data[head:]):
            return None
        if not head and not self.shared:
            raise FrameError(f'no start mark before {bytes(data[:10])}', skip=lambda data: seek_mark(data, self.start))
        at = data.find(self.end, head)
        if (at if at >= 0 else len(data) - len(self.end) + 1) - head > self.max:
            raise FrameError(f'no end mark in {len(data)} bytes', skip=len(self.start))
        if at < 0:
            return None
        inner = bytes(data[head:at])
        del data[:at + len(self.end)]
        body = self.unstuff(inner)
        return self.start + body + self.end if self.keep else body
