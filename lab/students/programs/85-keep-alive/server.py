from http.server import BaseHTTPRequestHandler, HTTPServer
import json


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(200, {'path': self.path, 'command': self.command})

    def do_POST(self):
        n = int(self.headers['Content-Length'])
        self.answer(201, {'got': json.loads(self.rfile.read(n))})

    def log_message(self, form, *args):
        print('log:', args[0], args[1])


with HTTPServer(('127.0.0.1', 8080), Handler) as server:
    server.handle_request()
