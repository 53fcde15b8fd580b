import socket
import time

anna = socket.create_connection(('127.0.0.1', 8080))
time.sleep(1)                              # connected, and says nothing
anna.sendall(b'hello')
print(anna.recv(1024))
anna.close()
