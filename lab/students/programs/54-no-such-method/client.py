from socket import *
c = socket(AF_INET, SOCK_STREAM)
c.connect(('127.0.0.1', 8080))
c.send(b'hello')
try:
    print(c.recv(5))
except ConnectionResetError as e:
    print(e)
