import socket

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 8080))
server.listen()
conn, addr = server.accept()
conn.sendall("欢迎".encode())
while True:
    data = conn.recv(1024)
    if not data:
        break
    print("收到", data.decode())
    conn.sendall("回复 ".encode() + data)
conn.close()
