import socketserver

# With TCPServer in its place the second client waits until the first has left.
Server = socketserver.ThreadingTCPServer


class Echo(socketserver.BaseRequestHandler):
    def handle(self):                      # a call, in a thread of its own, for each client
        while True:
            data = self.request.recv(1024)
            if not data:
                break
            self.request.sendall(data.upper())


Server.allow_reuse_address = True
with Server(('127.0.0.1', 8080), Echo) as server:
    for _ in range(2):
        server.handle_request()            # accepts one
