import socket, pickle, struct
from dataclasses import dataclass
@dataclass
class Point:
    x: int
    y: int
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, _ = s.accept()
f = c.makefile('rb')
while True:
    head = f.read(4)
    if len(head) < 4: break
    n, = struct.unpack('>I', head)
    x, y = pickle.loads(f.read(n))
    print(Point(x, y))
f.close(); c.close(); s.close()
