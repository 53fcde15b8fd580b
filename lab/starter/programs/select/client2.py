import socket

client = socket.create_connection(('127.0.0.1', 8080))
client.sendall(b'client 2')
print(client.recv(1024))
client.close()
