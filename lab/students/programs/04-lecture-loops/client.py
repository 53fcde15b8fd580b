import socket
from socket import AF_INET
client=socket.socket(family=AF_INET, type=socket.SOCK_STREAM)
# socket.socket()

client.connect(('127.0.0.1', 8080))

while True:
    send_data = input('请输入你要发送给服务端的数据:')

    # 开始给服务端发送消息
    client.send(send_data.encode('utf-8'))

    # 接收服务端发来的消息
    data=client.recv(1024)
    print("服务端发来的消息:", data)
client.close()
