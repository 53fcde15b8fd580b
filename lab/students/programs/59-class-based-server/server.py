import socketserver
class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        print('from', self.client_address[0])
        for line in self.rfile:
            self.wfile.write(line.upper())
    def finish(self):
        super().finish()
        print('finish')
class Server(socketserver.TCPServer):
    allow_reuse_address = True
with Server(('127.0.0.1', 8080), Upper) as server:
    server.handle_request()
    server.handle_request()
