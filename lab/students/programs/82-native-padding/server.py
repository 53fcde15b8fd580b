import socket
import struct

s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen()
conn, addr = s.accept()
head = conn.recv(6, socket.MSG_WAITALL)
print(struct.calcsize('HI'), struct.calcsize('!HI'), struct.calcsize('HIB'), struct.calcsize('HIB0I'))
print(struct.unpack('!HI', head))
rest = conn.recv(100)
print(len(rest), rest)
try:
    struct.unpack('!I', rest)
except struct.error as e:
    print('struct.error:', e)
conn.close()
s.close()
