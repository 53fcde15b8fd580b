# What a program on the page must not be able to do. HERE is the lab, PORT its port.
import http.client
import os
import socket
import subprocess
import time
import urllib.request

import js
from pyodide.ffi import create_proxy, run_sync, to_js

here = 'HERE'
n = 0


def t(name, f):
    """One try: it fails in whatever way it likes, or it could do what it must not."""
    global n
    n += 1
    try:
        got = f()
        print('GOT', name, str(got)[:60])
    except BaseException:
        pass


def options(**kw):
    return js.Object.fromEntries(to_js(list(kw.items())))


def fetch(path, **kw):
    return run_sync(js.fetch(here + path, options(**kw))).status


def heard(thing, good, *bad):
    """Waits for an event of the thing; one that says that it failed is an error."""
    def settle(resolve, reject):
        setattr(thing, 'on' + good, create_proxy(lambda *_: resolve(good)))
        for name in bad:
            setattr(thing, 'on' + name, create_proxy(lambda *_: reject(name)))
    return run_sync(js.Promise.new(create_proxy(settle)))


def reached(host):
    """A connection to the port of the lab: not to itself, where the kernel happens to give it that port."""
    s = socket.create_connection((host, PORT), 2)
    if s.getsockname() == s.getpeername():
        raise ConnectionRefusedError
    return s


# The lab's pages and its API, by what a worker has for it.
for path in ['/', '/api/experiments', '/python', '/healthz', '/metrics', '/settings?lang=en', '/api/runs/x', '/static/x.js', '/robots.txt']:
    t('GET ' + path, lambda: fetch(path))
    t('no-cors ' + path, lambda: fetch(path, mode='no-cors'))
t('POST a run', lambda: fetch('/api/runs', method='POST', body='{"experiment":"tcp-echo"}'))
t('POST a trace', lambda: fetch('/api/traces', method='POST', body='{}'))
t('POST bytes', lambda: fetch('/api/bytes', method='POST', body='{}', mode='no-cors'))
t('DELETE a run', lambda: fetch('/api/runs/x', method='DELETE'))
t('out of the calls by dots', lambda: fetch('/api/guests/../runs/x'))
t('out of the calls by coded dots', lambda: fetch('/api/guests/%2e%2e/experiments'))
t('a request that waits', lambda: (r := js.XMLHttpRequest.new(), r.open('GET', here + '/api/experiments', False), r.send(), r.status)[-1])
t('a feed', lambda: heard(js.WebSocket.new(here.replace('http', 'ws') + '/api/runs/x/feed'), 'open', 'error', 'close'))
t('a stream of events', lambda: heard(js.EventSource.new(here + '/api/fidelity/progress'), 'open', 'error'))
t('calls with a key made up', lambda: heard(js.WebSocket.new(here.replace('http', 'ws') + '/api/guests/' + 'a' * 26 + '/calls'), 'open', 'error', 'close'))
t('input for a program, with a key made up', lambda: 1 / (fetch('/api/guests/' + 'a' * 26 + '/input', method='POST', body='x') < 400))
t('a beacon', lambda: 1 / js.navigator.sendBeacon(here + '/api/runs', '{}'))
t('another host', lambda: run_sync(js.fetch('http://127.0.0.1:9/')).status)

# What belongs to the page, to the browser, or to another program.
t('cookies', lambda: js.document.cookie)
t('the cookie store', lambda: run_sync(js.cookieStore.getAll()))
t('parent', lambda: js.parent.location)
t('opener', lambda: js.opener.location)
t('a window', lambda: js.open(here))
t('localStorage', lambda: js.localStorage.length)
t('sessionStorage', lambda: js.sessionStorage.length)
t('indexedDB', lambda: js.indexedDB.open('x'))
t('caches', lambda: run_sync(js.caches.open('x')))
t('files of the origin', lambda: run_sync(js.navigator.storage.getDirectory()))
t('locks', lambda: run_sync(js.navigator.locks.query()))
t('a permission', lambda: run_sync(js.Notification.requestPermission()) == 'granted' or 1 / 0)
t('a USB device', lambda: run_sync(js.navigator.usb.requestDevice(options(filters=to_js([])))))
t('a shared worker', lambda: js.SharedWorker.new(here + '/static/x.js'))
t('a service worker', lambda: js.navigator.serviceWorker.register(here + '/static/x.js'))
t('a worker from the lab', lambda: heard(js.Worker.new(here + '/python/frame.js'), 'message', 'error'))

# Other code than Python.
t('eval', lambda: js.eval('1+1'))
t('Function', lambda: js.Function.new('return 1')())
t('a timer of text', lambda: 1 / js.setTimeout('postMessage({ broken: "text" })', 0))
t('importScripts', lambda: js.importScripts(here + '/static/x.js'))
t('a library', lambda: __import__('ctypes').CDLL('libc.so.6'))
t('a package', lambda: run_sync(__import__('pyodide_js').loadPackage('micropip')).length or 1 / 0)

# Sockets that are no part of the run.
t('the lab itself', lambda: reached('127.0.0.1'))
t('the lab by name', lambda: reached('localhost'))
t('the lab by the address for all', lambda: reached('0.0.0.0'))
t('the lab by IPv6', lambda: reached('::1'))
t('the lab by IPv4 in IPv6', lambda: reached('::ffff:127.0.0.1'))
t('the lab by a number', lambda: reached('2130706433'))
t('the lab by http', lambda: (c := http.client.HTTPConnection('127.0.0.1', PORT, timeout=2), c.request('GET', '/'), c.getresponse().status)[-1])
t('the lab by urllib', lambda: urllib.request.urlopen(here, timeout=2).status)
t('ssh', lambda: socket.create_connection(('127.0.0.1', 22), 2))
t('a host outside', lambda: socket.create_connection(('10.0.0.1', 80), 2))
t('a name outside', lambda: socket.create_connection(('example.com', 80), 2))
t('an address of the next network', lambda: socket.socket().bind(('192.168.1.1', 0)))
t('a datagram outside', lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('10.0.0.1', 53)))
t('a datagram to all', lambda: (s := socket.socket(type=socket.SOCK_DGRAM), s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1), s.sendto(b'x', ('255.255.255.255', 9)))[-1])
t('a group', lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('224.0.0.1', 9)))
t('a raw socket', lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
t('all packets', lambda: socket.socket(17, socket.SOCK_RAW, 3))
t('netlink', lambda: socket.socket(16, socket.SOCK_RAW, 0))
t('docker', lambda: socket.socket(socket.AF_UNIX).connect('/var/run/docker.sock'))
# These two are the run's own, in a folder of the run, whatever they are called: the test looks for the files.
t('a file above the folder', lambda: socket.socket(socket.AF_UNIX).bind('../../evil.sock') or 1 / 0)
t('a file of the machine', lambda: socket.socket(socket.AF_UNIX).bind('EVIL') or 1 / 0)
t('an abstract name of the machine', lambda: socket.socket(socket.AF_UNIX).connect('\0/tmp/.X11-unix/X0'))

# The machine.
t('passwords', lambda: open('/etc/passwd').read())
t('environment of the lab', lambda: open('/proc/1/environ').read())
t('a command', lambda: subprocess.run(['touch', '/tmp/x'], check=True))
t('system', lambda: os.system('touch /tmp/x') == 0 or 1 / 0)
t('fork', os.fork)
t('exec', lambda: os.execv('/bin/sh', ['sh']))
t('kill', lambda: os.kill(1, 9))

print('tried', n)
time.sleep(0.5)

# Messages that a program has no right to: the page must not take them for the frame's, and
# the last ends this program alone.
for message in [
    options(snapshot=js.Uint8Array.new(8)),
    options(here=True),
    options(broken='by a program'),
    options(ready=True, waits=True, runtime='by a program', **{'from': 0}),
    options(failed='by a program', **{'from': 0}),
    options(ended=True, **{'from': 1}),
    options(ended=True, **{'from': 2}),
    options(ended=True, **{'from': 3}),
]:
    js.postMessage(message)
