import socket, pickle, struct
c = socket.socket(); c.connect(('127.0.0.1', 8080))
for p in [(1, 2), (-3, 10 ** 30)]:
    data = pickle.dumps(p)
    c.sendall(struct.pack('>I', len(data)) + data)
c.close()
