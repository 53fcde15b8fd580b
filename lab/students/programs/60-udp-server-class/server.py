import socketserver
class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        print(data)
        sock.sendto(data[::-1], self.client_address)
with socketserver.UDPServer(('127.0.0.1', 8080), Echo) as server:
    for _ in range(2):
        server.handle_request()
