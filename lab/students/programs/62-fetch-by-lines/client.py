import socket
c = socket.socket(); c.connect(('127.0.0.1', 8080))
c.sendall(b'one\ntwo\n\nfo'); c.sendall(b'ur\n')
data = bytearray(20)
view = memoryview(data)
n = 0
while k := c.recv_into(view[n:]): n += k
print(n, bytes(data[:n]))
c.close()
