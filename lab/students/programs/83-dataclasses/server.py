import socket
from dataclasses import asdict, astuple, dataclass
from enum import IntEnum
from struct import Struct

HEAD = Struct('!BHI')


class Kind(IntEnum):
    LOGIN = 1
    MOVE = 2
    BYE = 3


@dataclass(frozen=True)
class Packet:
    kind: Kind
    seq: int
    body: bytes

    @classmethod
    def read(cls, f):
        head = f.read(HEAD.size)
        if len(head) < HEAD.size:
            return None
        kind, seq, n = HEAD.unpack(head)
        return cls(Kind(kind), seq, f.read(n))


with socket.create_server(('127.0.0.1', 8080)) as s:
    conn, _ = s.accept()
    with conn, conn.makefile('rb') as f:
        while packet := Packet.read(f):
            print(packet)
            print(asdict(packet), astuple(packet)[1])
            match packet.kind:
                case Kind.LOGIN:
                    conn.sendall(b'hello ' + packet.body)
                case Kind.BYE:
                    conn.sendall(b', bye')
