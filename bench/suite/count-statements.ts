import { createRequire } from 'node:module'

/*
 * Loaded before a peer (`node --import`): counts the statements it sends through `pg`, whichever layer sends them, and
 * answers the suite's question how many there were. The product and the peers may each have a copy of `pg`.
 */
let statements = 0

type Driver = { readonly Client: { readonly prototype: { query(...given: unknown[]): unknown } } }

const copies = new Set(
  [import.meta.filename, new URL('../../src/app.ts', import.meta.url)].map((from) => {
    const require = createRequire(from)
    return require('pg') as Driver
  }),
)
for (const { Client } of copies) {
  const { query } = Client.prototype
  Client.prototype.query = function countedQuery(...given) {
    statements += 1
    return query.apply(this, given)
  }
}

process.on('message', (message) => {
  if (message === 'statements') process.send?.({ statements })
})
