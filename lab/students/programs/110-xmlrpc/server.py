from xmlrpc.server import SimpleXMLRPCServer
def add(a, b):
    return a + b
def div(a, b):
    return a / b
with SimpleXMLRPCServer(('127.0.0.1', 8080), allow_none=True, logRequests=False) as server:
    server.register_function(add)
    server.register_function(div, 'div')
    server.register_introspection_functions()
    for _ in range(4):
        server.handle_request()
print('done')
