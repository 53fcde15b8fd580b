import socketserver
class H(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile: self.wfile.write(line[::-1].strip() + b'\n')
socketserver.ThreadingTCPServer.allow_reuse_address = True
srv = socketserver.ThreadingTCPServer(('127.0.0.1', 8080), H)
srv.daemon_threads = False
for i in range(3): srv.handle_request()
srv.server_close(); print('served')
