import http.client
h = http.client.HTTPConnection('127.0.0.1', 8080, timeout=5); h.request('GET', '/x'); r = h.getresponse(); print(r.status, r.read())
