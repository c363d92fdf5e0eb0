import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { PeerSettings } from '../peers/serve.ts'
import type { PeerName } from './question.ts'

export type Peer = AsyncDisposable & {
  readonly name: PeerName
  readonly pid: number
  readonly url: string
  /** How many SQL statements it has sent so far. */
  statements(): Promise<number>
}

const programs: Readonly<Record<PeerName, string>> = {
  floor: '../peers/floor.ts',
  acquaint: '../peers/acquaint.ts',
  uncached: '../peers/uncached.ts',
  postgraphile: '../peers/installed/postgraphile.ts',
  mercurius: '../peers/installed/mercurius.ts',
  textbook: '../peers/installed/textbook.ts',
  mesh: '../peers/installed/mesh.ts',
}

const counter = new URL('./count-statements.ts', import.meta.url).href

/** Starts a peer in a process of its own; disposing ends it. */
export async function startPeer(name: PeerName, settings: PeerSettings): Promise<Peer> {
  const child = fork(new URL(programs[name], import.meta.url), [JSON.stringify(settings)], {
    execArgv: ['--import', counter],
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production' },
  })
  const exited = once(child, 'exit')
  const told = await Promise.race([firstAnswer<{ url: string }>(child), exited.then(() => null)])
  if (!told || child.pid === undefined) throw new Error(`${name} ended before it listened`)
  return {
    name,
    pid: child.pid,
    url: told.url,
    async statements() {
      const answer = firstAnswer<{ statements: number }>(child)
      child.send('statements')
      return (await answer).statements
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function firstAnswer<Answer>(child: ChildProcess): Promise<Answer> {
  const [answer] = await once(child, 'message')
  return answer as Answer
}
