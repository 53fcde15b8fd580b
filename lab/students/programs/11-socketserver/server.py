import socketserver
class H(socketserver.BaseRequestHandler):
    def handle(self):
        while True:
            d = self.request.recv(1024)
            if not d: break
            self.request.sendall(d.upper())
srv = socketserver.TCPServer(('127.0.0.1', 8080), H)
srv.handle_request()
srv.server_close(); print('bye')
