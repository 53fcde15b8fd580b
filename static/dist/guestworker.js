"use strict";(()=>{{let r=self,w="http://python.invalid/",c=(e,s)=>URL.createObjectURL(new Blob([e],{type:s})),d=()=>new Promise(e=>r.onmessage=s=>e(s.data)),y=e=>{r.fetch=async t=>{let n=String(t.url??t).split("/").pop()??"";if(n.endsWith(".wasm"))return new Response("");if(!(n in e.files))throw new TypeError(`no ${n} here`);return new Response(e.files[n])};let s=async t=>({module:e.module,instance:await WebAssembly.instantiate(e.module,t)});WebAssembly.instantiateStreaming=(async(t,n)=>s(n))},_=async e=>{let s=r.fetch;y(e),r.importScripts=void 0;let t="text/javascript",{loadPyodide:n}=await import(c(e.files["pyodide.mjs"],t)),a=await import(c(e.files["pyodide.asm.mjs"],t)),l=await n({indexURL:w,createPyodideModule:a.default,lockFileContents:e.files["pyodide-lock.json"],...e.makes?{_makeSnapshot:!0}:e.snapshot?{_loadSnapshot:e.snapshot}:{}});return r.fetch=s,l},i=e=>e.mode!=="xhr"&&"Suspending"in WebAssembly,u=e=>`CPython ${e.runPython("import sys; sys.version.split()[0]")} (Pyodide ${e.version})`,h=(e,s)=>{e.globals.set("modules",e.toPy(s.shim)),e.runPython(s.boot,{filename:"<lab boot>"}),e.runPython(`from _lab import start
start.install(${i(s)?"True":"False"})`,{filename:"<lab start>"})},f=e=>new DataView(e.buffer,e.byteOffset).getUint32(0,!0);class b{#e=new Map;#s=!0;constructor(s){this.socket=new WebSocket(s),this.socket.binaryType="arraybuffer",this.socket.onmessage=({data:t})=>{let n=new Uint8Array(t),a=f(n);this.#e.get(a)?.(n),this.#e.delete(a)},this.opened=new Promise(t=>{this.socket.onopen=()=>t(!0),this.socket.onclose=()=>{this.#s=!1,t(!1);for(let n of this.#e.values())n(null);this.#e.clear()}})}ask(s){return this.#s?new Promise(t=>{this.#e.set(f(s),t),this.socket.send(s)}):Promise.resolve(null)}tell(s){this.#s&&this.socket.send(s)}}let g=36,j=14,k=4,P=e=>s=>{let t=s;for(;;){let n=new XMLHttpRequest;n.open("POST",e,!1),n.responseType="arraybuffer";try{n.send(t)}catch{return null}if(n.status!==200)return null;let a=new Uint8Array(n.response);if(a[j]!==k)return a;t=s.slice(0,g)}},S=e=>{let s=()=>{},t=new Promise(n=>s=n);return e>=0&&setTimeout(()=>s(!1),e),{woken:t,wake:()=>s(!0)}},M=`
import asyncio
from _lab import calls, threads
from pyodide.ffi import run_sync, to_js, create_proxy
def _send(request, wants):
    if not wants:
        _js.tell(to_js(request))
        return None
    answer = threads.waited(lambda: run_sync(_js.ask(to_js(request))))
    return None if answer is None else answer.to_bytes()
class _Place:
    def __init__(self, ms): self._js = _js.park(ms)
    def wait(self): return run_sync(self._js.woken)
    def wake(self): self._js.wake()
def _begin(function): _js.begin(create_proxy(function))
threads.web[0] = asyncio._get_running_loop()
calls.send, threads.park, threads.begin = _send, _Place, _begin
`,T=`
from _lab import calls
from pyodide.ffi import to_js
def _send(request, wants):
    answer = _js.ask(to_js(request))
    return None if answer is None else answer.to_bytes()
calls.send = _send
`,q=`
def _run(runtime, files):
    import json
    from _lab import calls, commands, program, start
    commands.said, calls.refused, calls.typing = _js.canned, _js.refused, _js.typing
    join = lambda: None
    if _waits:
        from _lab import threads
        join = threads.join_all
    try:
        calls.ask(calls.START, data=json.dumps({'runtime': runtime}).encode())
        failed, last = program.run([tuple(file) for file in json.loads(files)], start.FOLDER, join)
        calls.ask(calls.EXIT, a=failed, data=last.encode()[:1000])
    except calls.Stopped:
        pass
`,R=async(e,s,t)=>{let n=i(s),a=n?new b(`${s.calls.socket}${t.key}/calls`):null,l={ask:a?o=>a.ask(o):P(`${s.calls.post}${t.key}/call`),tell:o=>a?.tell(o),park:S,begin:o=>setTimeout(()=>o.callPromising().finally(()=>o.destroy()),0),refused:o=>postMessage({refused:o}),typing:()=>postMessage({typing:!0}),canned:o=>postMessage({canned:o})};if(a&&!await a.opened)throw new Error("the lab did not answer");e.globals.set("_js",l),e.globals.set("_waits",n),e.runPython(n?M:T,{filename:"<lab glue>"}),e.runPython(q,{filename:"<lab run>"});let m=e.globals.get("_run"),p=[u(e),JSON.stringify(t.files)];n?await m.callPromising(...p):m(...p),a?.socket.close(),postMessage({ended:!0})};(async()=>{let e=await d(),s=e.makes?null:d(),t=await _(e);if((e.makes||!e.snapshot)&&h(t,e),e.makes){let n=t.makeMemorySnapshot();r.postMessage({snapshot:n},[n.buffer]);return}postMessage({ready:!0,waits:i(e),runtime:u(t)}),await R(t,e,await s)})().catch(e=>postMessage({failed:String(e)}))}})();
