import http.client
import json

c = http.client.HTTPConnection('127.0.0.1', 8080)
c.request('GET', '/one?x=1')
r = c.getresponse()
print(r.status, json.load(r))
c.request('POST', '/two', json.dumps([1, 2]), {'Content-Type': 'application/json'})
r = c.getresponse()
print(r.status, json.load(r), r.headers['content-type'])
c.request('PUT', '/three', b'')
r = c.getresponse()
print(r.status, r.reason)
r.read()
c.close()
