import socket, struct
c = socket.socket(); c.connect(('127.0.0.1', 8080))
c.sendall(b''.join(struct.pack('!I', len(m)) + m for m in [b'hello', b'feng'])); c.recv(1); c.close()
