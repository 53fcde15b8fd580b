import socket

for word in (b'stressed', b'drawer'):
    with socket.create_connection(('127.0.0.1', 8080)) as c:
        c.sendall(word)
        print(c.recv(100))
