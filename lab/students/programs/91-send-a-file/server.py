import hashlib
import socket

s = socket.create_server(('127.0.0.1', 8080))
conn, _ = s.accept()
digest, total = hashlib.sha256(), 0
buf = bytearray(65536)
view = memoryview(buf)
while n := conn.recv_into(view):
    digest.update(view[:n])
    total += n
print(total, digest.hexdigest()[:16])
conn.sendall(digest.digest())
conn.close()
s.close()
