import socket

server = socket.socket()
server.bind(('127.0.0.1', 8000))
server.listen(3)
while True:                      # one client after another
    conn, addr = server.accept()
    while True:                  # one message after another
        data = conn.recv(1024)
        if not data:             # b'' is the end of the stream
            break
        print('received', data)
        conn.send(data.upper())
    conn.close()
