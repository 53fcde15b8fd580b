import socketserver
import threading

class MyHandler(socketserver.StreamRequestHandler):
    def setup(self):
        super().setup()
        print('setup')
    def handle(self):
        for line in self.rfile:
            line = line.strip().decode()
            if line == 'quit':
                threading.Thread(target=self.server.shutdown).start()
                break
            self.wfile.write(f'{line}!\n'.encode())
            self.wfile.flush()
    def finish(self):
        super().finish()
        print('finish')

class ThreadedServer(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True

class Limited(ThreadedServer):
    def verify_request(self, request, client_address):
        print('verify', client_address[0])
        return client_address[0].startswith('127.')

if __name__ == '__main__':
    with Limited(('127.0.0.1', 8080), MyHandler) as server:
        print(server.server_address, server.request_queue_size, server.address_family.name)
        server.serve_forever(poll_interval=0.05)
    print('bye')
