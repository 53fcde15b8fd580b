import select
import socket

server = socket.socket()
server.bind(('127.0.0.1', 8080))
server.listen(5)
watched, served = [server], 0
while served < 2:
    readable, _, _ = select.select(watched, [], [])
    for sock in readable:
        if sock is server:
            conn, addr = server.accept()
            watched.append(conn)
            continue
        data = sock.recv(1024)
        if data:
            sock.sendall(data.upper())
        else:
            watched.remove(sock)
            sock.close()
            served += 1
server.close()
print('served', served)
