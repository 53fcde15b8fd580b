import socket
import time

client = socket.create_connection(('127.0.0.1', 8080))
time.sleep(0.5)
client.sendall('hello\n'.encode('utf-8'))
print(client.recv(1024).decode('utf-8'), end='')
client.close()
