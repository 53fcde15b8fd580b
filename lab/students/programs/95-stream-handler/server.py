import socketserver


class Calculator(socketserver.StreamRequestHandler):
    def setup(self):
        super().setup()
        print('setup', self.client_address[0])

    def handle(self):
        for line in self.rfile:
            try:
                a, op, b = line.decode().split()
                value = {'+': int.__add__, '-': int.__sub__, '*': int.__mul__, '/': int.__floordiv__}[op](int(a), int(b))
                self.wfile.write(f'{value}\n'.encode())
            except (ValueError, KeyError) as e:
                self.wfile.write(f'{type(e).__name__}: {e}\n'.encode())

    def finish(self):
        super().finish()
        print('finish')


socketserver.TCPServer.allow_reuse_address = True
with socketserver.TCPServer(('127.0.0.1', 8080), Calculator) as server:
    for _ in range(2):
        server.handle_request()
