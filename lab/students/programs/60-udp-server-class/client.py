import socket
c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for word in (b'abc', '粘包'.encode('utf-16-le')):
    c.sendto(word, ('127.0.0.1', 8080))
    print(c.recv(100))
c.close()
