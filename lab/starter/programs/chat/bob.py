import socket

client = socket.create_connection(('127.0.0.1', 8080))
print(client.recv(1024).decode('utf-8'), end='')
client.sendall('good morning\n'.encode('utf-8'))
client.close()
