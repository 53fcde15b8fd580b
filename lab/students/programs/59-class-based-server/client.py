import socket
for word in ['ab', 'cd']:
    with socket.socket() as c:
        c.connect(('127.0.0.1', 8080))
        c.sendall((word + '\nmore ' + word + '\n').encode())
        c.shutdown(socket.SHUT_WR)
        data = b''
        while part := c.recv(64): data += part
        print(data)
