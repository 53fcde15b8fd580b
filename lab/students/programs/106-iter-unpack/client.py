import socket, struct
c = socket.socket()
c.connect(('127.0.0.1', 8080))
for i in range(5):
    c.send(struct.pack('<HfB', i, 20 + i * 1.5, i % 2))
c.close()
