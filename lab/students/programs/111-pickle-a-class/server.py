import pickle, socket, struct
class Student:
    def __init__(self, name, age): self.name, self.age = name, age
    def __repr__(self): return f'Student({self.name!r}, {self.age})'
def recv_n(c, n):
    b = b''
    while len(b) < n:
        p = c.recv(n - len(b))
        if not p: raise ConnectionError('断了')
        b += p
    return b
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1)
c, a = s.accept()
n, = struct.unpack('!I', recv_n(c, 4))
st = pickle.loads(recv_n(c, n))
print(st, type(st))
n, = struct.unpack('!I', recv_n(c, 4))
try:
    print(pickle.loads(recv_n(c, n)))
except Exception as e:
    print(type(e).__name__, e)
try:
    pickle.loads(b'abc')
except Exception as e:
    print(type(e).__name__, e)
c.close(); s.close()
try:
    pickle.dumps(s)
except TypeError as e:
    print(e)
