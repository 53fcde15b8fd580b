from http.server import BaseHTTPRequestHandler, HTTPServer
import json
from urllib.parse import urlparse, parse_qs

class H(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, format, *args):
        print('>>', format % args)
    def do_GET(self):
        u = urlparse(self.path)
        body = json.dumps({'path': u.path, 'q': parse_qs(u.query)}, ensure_ascii=False).encode()
        self.send_response(200 if u.path != '/no' else 404)
        self.send_header('Content-Type', 'application/json; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_POST(self):
        data = self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(201)
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data[::-1])

s = HTTPServer(('127.0.0.1', 8080), H)
print(s.server_port)
s.handle_request()
s.server_close()
