import urllib.request, urllib.error
for path in ['/', '/about', '/nothing']:
    try:
        with urllib.request.urlopen('http://127.0.0.1:8080' + path, timeout=10) as r:
            print(r.status, r.headers['Content-Type'], r.read().decode())
    except urllib.error.HTTPError as e:
        print(e.code, e.reason, e.read())
