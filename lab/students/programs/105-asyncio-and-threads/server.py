import asyncio, threading, time
async def add(a, b):
    return a + b
async def main():
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    got = []
    def work():
        time.sleep(0.05)
        got.append(asyncio.run_coroutine_threadsafe(add(1, 2), loop).result())
        name = input('名字: ')
        got.append(name)
        loop.call_soon_threadsafe(done.set)
    t = threading.Thread(target=work)
    t.start()
    await done.wait()
    t.join()
    print(got)
    print(await asyncio.to_thread(time.sleep, 0.01))
asyncio.run(main())
loop = asyncio.new_event_loop()
t = threading.Thread(target=loop.run_forever, daemon=True)
t.start()
print(asyncio.run_coroutine_threadsafe(add('a', 'b'), loop).result(5))
loop.call_soon_threadsafe(loop.stop)
t.join()
print(t.is_alive(), loop.is_running())
