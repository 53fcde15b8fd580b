import socket
from socket import AF_INET
client=socket.socket(family=AF_INET, type=socket.SOCK_STREAM)
# socket.socket()

client.connect(('127.0.0.1', 8080))

# 开始给服务端发送消息
client.send('hello'.encode('utf-8'))

# 接收服务端发来的消息
data=client.recv(1024)
print("服务端发来的消息:", data)
client.close()
