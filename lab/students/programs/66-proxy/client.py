import socket, time
# A relay that a test talks to: between two sockets of its own.
listener = socket.socket(); listener.bind(('127.0.0.1', 0)); listener.listen()
near = socket.socket(); near.connect(listener.getsockname())
far, _ = listener.accept()
up = socket.socket(); up.connect(('127.0.0.1', 8080))
for word in (b'Hello', b'FENG'):
    near.sendall(word)
    up.sendall(far.recv(100))
    far.sendall(up.recv(100))
    print(near.recv(100))
for x in (near, far, up, listener): x.close()
