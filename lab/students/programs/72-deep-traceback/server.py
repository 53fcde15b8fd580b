import socket
class Reader:
    def __init__(self, conn):
        self.conn = conn
    def exactly(self, n):
        data = self.conn.recv(n)
        if len(data) < n:
            raise ConnectionError(f'wanted {n} bytes, got {len(data)}')
        return data
def serve(conn):
    reader = Reader(conn)
    try:
        return reader.exactly(10)
    except ConnectionError as e:
        raise RuntimeError('the client went away') from e
s = socket.socket()
s.bind(('127.0.0.1', 8080))
s.listen(1)
conn, addr = s.accept()
serve(conn)
