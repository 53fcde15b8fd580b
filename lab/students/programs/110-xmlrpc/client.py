import xmlrpc.client
for f in (lambda p: p.add(3, 4), lambda p: p.system.listMethods(), lambda p: p.div(1, 0), lambda p: p.add('你', '好')):
    with xmlrpc.client.ServerProxy('http://127.0.0.1:8080/', allow_none=True) as p:
        try:
            print(f(p))
        except xmlrpc.client.Fault as e:
            print(e.faultCode, e.faultString)
