import socket
import struct


def recv_exactly(conn, n):
    # Yours to write: go on until there are n bytes, each time ask for what is
    # missing, and raise EOFError where b'' comes before.
    return conn.recv(n)


server = socket.socket()
server.bind(('127.0.0.1', 8080))
server.listen(5)
conn, addr = server.accept()
try:
    for text in ['hello, world', '你好', 'feng']:
        size, = struct.unpack('!I', recv_exactly(conn, 4))
        body = recv_exactly(conn, size)
        print('right:' if body == text.encode('utf-8') else 'wrong:', body)
    print('wrong: there is no fourth message,', recv_exactly(conn, 4))
except EOFError:
    print('right: the end of the stream')
except struct.error as error:
    print('wrong:', error)
conn.close()
server.close()
