import socket
for word in ['ni', 'hao']:
    c = socket.socket()
    c.connect(('127.0.0.1', 8080))
    c.sendall(word.encode())
    print(c.recv(100))
    c.close()
