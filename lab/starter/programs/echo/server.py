import socket

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.bind(('127.0.0.1', 8000))
server.listen(3)
print('waiting for a client')
conn, addr = server.accept()
data = conn.recv(1024)
print('received', data)
conn.send(data.upper())
conn.close()
server.close()
