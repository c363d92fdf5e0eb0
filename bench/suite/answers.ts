import { firstDifference } from './first-difference.ts'
import type { Peer } from './processes.ts'
import type { PeerName, Question } from './question.ts'

/** What an answer costs a peer, on average. */
export type Checked = { readonly statements: number; readonly upstreamCalls: number; readonly bytes: number }

export const unchecked: Checked = { statements: Number.NaN, upstreamCalls: Number.NaN, bytes: Number.NaN }

export type Checking = {
  readonly question: Question
  readonly peers: readonly Peer[]
  readonly bodies: ReadonlyMap<PeerName, readonly Buffer[]>
  /** How often the upstream was called so far. */
  readonly upstreamCalls: () => number
}

/**
 * Asks every peer everything there is to ask and compares the answers, field by field, with the floor's; one that differs
 * throws, with the path of the difference.
 */
export async function checkAnswers(checking: Checking): Promise<ReadonlyMap<PeerName, Checked>> {
  const { letter, read } = checking.question
  const checked = new Map<PeerName, Checked>()
  let expected: readonly unknown[] | null = null
  for (const peer of checking.peers) {
    const { texts, ...costs } = await askAll(peer, checking)
    const answers = texts.map((text) => read(peer.name, text))
    expected ??= answers
    for (const [index, answer] of answers.entries()) {
      const difference = firstDifference(expected[index], answer)
      if (difference) throw new Error(`(${letter}) ${peer.name}, request ${index}: ${difference}`)
    }
    checked.set(peer.name, costs)
  }
  return checked
}

async function askAll(peer: Peer, { bodies, upstreamCalls }: Checking) {
  const asked = bodies.get(peer.name) ?? []
  const [first] = asked
  // The first request of a process may send statements that no other does.
  if (first) await ask(peer.url, first)
  const [statementsBefore, callsBefore] = [await peer.statements(), upstreamCalls()]
  const texts: string[] = []
  for (const body of asked) texts.push(await ask(peer.url, body))
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  return {
    texts,
    statements: ((await peer.statements()) - statementsBefore) / asked.length,
    upstreamCalls: (upstreamCalls() - callsBefore) / asked.length,
    bytes: bytes / asked.length,
  }
}

async function ask(url: string, body: Buffer): Promise<string> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })
  return response.text()
}
