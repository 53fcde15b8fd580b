from http.server import HTTPServer, BaseHTTPRequestHandler
class H(BaseHTTPRequestHandler):
    def do_GET(self): self.send_response(200); self.end_headers(); self.wfile.write(b'hello ' + self.path.encode())
    def log_message(self, *a): pass
HTTPServer(('127.0.0.1', 8080), H).handle_request()
