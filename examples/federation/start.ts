import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createCrm } from './crm/index.ts'
import { createGateway } from './gateway.ts'

const ports = { gateway: 4100, acquaint: 4101, crm: 4102 }
const acquaintFolder = fileURLToPath(new URL('../../', import.meta.url))

const acquaint = spawn(process.execPath, ['src/main.ts'], {
  cwd: acquaintFolder,
  env: { ...process.env, PORT: String(ports.acquaint), ACQUAINT_DATA_DIR: '.acquaint/federation' },
  stdio: 'inherit',
})
acquaint.once('exit', (code) => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => acquaint.kill(signal))

createCrm().listen(ports.crm, '127.0.0.1')
await ready(`http://127.0.0.1:${ports.acquaint}/readyz`)

const subgraphs = [
  { name: 'acquaint', url: `http://127.0.0.1:${ports.acquaint}/graphql` },
  { name: 'crm', url: `http://127.0.0.1:${ports.crm}/graphql` },
]
// Errors are shown as they are: this gateway is for whoever tries it out.
const gateway = await createGateway(subgraphs, { maskedErrors: false })
const server = createServer(gateway).listen(ports.gateway, '127.0.0.1')
await once(server, 'listening')
console.log(`\nBoth as one graph: http://127.0.0.1:${ports.gateway}/graphql\n`)

async function ready(url: string): Promise<void> {
  const isUp = await fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
  if (isUp) return
  await sleep(250)
  await ready(url)
}
