import socket
s = socket.socket(); s.bind(('127.0.0.1', 8080)); s.listen(1); c, a = s.accept()
b = bytearray(20); v = memoryview(b); n = 0
while n < 10: n += c.recv_into(v[n:], 10 - n)
print(n, bytes(b[:n])); c.close(); s.close()
