import socket, struct
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for m in ['hello', '你好', 'x' * 300]:
    b = m.encode()
    c.send(struct.pack('i', len(b))); c.send(b)
c.close()
