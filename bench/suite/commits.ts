import pg from 'pg'

/** Commits something that nobody reads, so many times a second, until it is disposed: what makes caches forget. */
export async function startCommits(databaseUrl: string, aSecond: number): Promise<AsyncDisposable> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  let last: Promise<unknown> = Promise.resolve()
  const commit = () => {
    last = last.then(() => client.query('select pg_current_xact_id()'))
  }
  const timer = aSecond > 0 ? setInterval(commit, 1000 / aSecond) : null
  return {
    async [Symbol.asyncDispose]() {
      if (timer) clearInterval(timer)
      await last
      await client.end()
    },
  }
}
