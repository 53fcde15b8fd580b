import socket
for i in range(4):
    with socket.socket() as c:
        c.connect(('127.0.0.1', 8080))
        c.send(f'job{i}'.encode())
        print(c.recv(100))
