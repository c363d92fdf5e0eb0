import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to the server at `url` that can go dead: cut, or with nothing coming through until it is mended. */
export async function openLine(url: string) {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let state: 'up' | 'cut' | 'silent' = 'up'
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy()
    const far = connect(Number(target.port), target.hostname)
    for (const [socket, other] of [[near, far] as const, [far, near] as const]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      socket.on('data', (chunk) => void other.write(chunk))
      if (state === 'silent') socket.pause()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const near = Object.assign(new URL(url), { host: `127.0.0.1:${(server.address() as AddressInfo).port}` })
  const cutAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: near.href,
    fail(how: 'cut' | 'silent') {
      state = how
      if (how === 'cut') cutAll()
      else for (const socket of sockets) socket.pause()
    },
    mend() {
      state = 'up'
      for (const socket of sockets) socket.resume()
    },
    async [Symbol.asyncDispose]() {
      cutAll()
      server.close()
      await once(server, 'close')
    },
  }
}
