import socket

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 8080))
server.listen(1)
conn, addr = server.accept()
size = int(conn.recv(16).decode().strip())
conn.send(b"ok")
print("\033[1;32m开始接收\033[0m", size, "字节")
got = 0
while got < size:
    data = conn.recv(min(4096, size - got))
    if not data:
        break
    got += len(data)
    done = got * 20 // size
    print("\r[" + "#" * done + "." * (20 - done) + "] %3d%%" % (got * 100 // size), end="", flush=True)
print()
conn.send(b"done")
print("\033[32m完成\033[0m")
conn.close()
server.close()
