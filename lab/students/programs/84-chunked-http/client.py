import http.client
from urllib.parse import parse_qs, urlencode

form = urlencode({'name': '小明', 'age': 12})
for method, body in (('GET', None), ('POST', form)):
    c = http.client.HTTPConnection('127.0.0.1', 8080, timeout=10)
    c.request(method, '/form', body, {'Content-Type': 'application/x-www-form-urlencoded'})
    r = c.getresponse()
    text = r.read().decode()
    print(r.status, r.reason, r.getheader('X-Lab'), r.chunked, text)
    c.close()
print(parse_qs(form))
