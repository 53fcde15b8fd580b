import socket
from socket import AF_INET
# socket.socket() # AF_INET, type=SOCK_STREAM: 基于TCP协议的
server=socket.socket(family=AF_INET, type=socket.SOCK_STREAM) # AF_INET, type=SOCK_DGRAM: 基于UDP协议的

# 绑定IP地址和port
server.bind(('127.0.0.1', 8080))

# 服务端做监听,也称为是半链接池(服务端能够同时等待客户端的数量)
server.listen(3)

while True:
    # 该接收客户端发来的消息
    sock, addr = server.accept() #  """我们知道代码运行到这里,就会卡主,等待客户端开发链接和发送消息"""
    """sock:当前链接的客户端的链接, addr:就是客户端的地址:ip,port"""

    while True:
        # 想拿到客户端实际发过来的数据
        try:
            """客户端发送过来的数据是个空,或者"""
            data=sock.recv(1024) # 接收的数据类型是bytes类型,二进制的 1024 代表接收的最多的字节数
            print("接收客户端的数据:",data)
            # 要给客户端返回一个数据
            sock.send(data.upper()) # 发送的数据是字节类型的
        except Exception as e:
            print(e)
            break
    # 关闭链接
    sock.close()

server.close()
