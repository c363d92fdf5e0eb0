/** One statement of ours. Named, so that PostgreSQL parses and plans it once for each connection. */
export type Statement = {
  readonly name: string
  readonly text: string
  /** Whether it may take long, because it looks at more rows than it gives. */
  readonly slow?: boolean
  /** Whether it adds to the change log, which others follow. */
  readonly logs?: boolean
  /** Planned anew each time, because which way is fast depends on the parameters. */
  readonly replanned?: boolean
}

/**
 * Runs one statement and gives its rows. Parameters are text, numbers, booleans, null and lists of these. Big integers and
 * timestamps come as text (`"12"`, `"2026-11-20T10:15:30.000Z"`): the first lose digits as numbers, the second are only
 * ever compared and passed on.
 */
export type Sql = <Row>(statement: Statement, parameters?: readonly unknown[]) => Promise<readonly Row[]>

export type Database = {
  readonly kind: 'pglite' | 'postgres'
  readonly sql: Sql
  /** The same for statements that only read, and wait for no lock: many share a connection, but for those that are slow. */
  readonly read: Sql
  /** Runs `work` in one transaction: it all happened, or none of it. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>
  /**
   * Runs a text that a library brought along: without values it may hold several statements, and values come as the
   * drivers read them.
   */
  run(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  /**
   * Calls back with what any process says on a channel of this database, and with null when some of it may have been
   * lost. On an embedded database there is no process but this one.
   */
  listen(channel: string, onNotice: (payload: string | null) => void): Promise<AsyncDisposable>
  notify(channel: string, payload: string): Promise<void>
  close(): Promise<void>
}

/** A moment as PostgreSQL writes it in a UTC session, in a result or in JSON, in the one form that we use: ISO 8601. */
export function readTimestamp(text: string): string {
  const zone = text.indexOf('+', 19)
  if (text[4] !== '-' || !isUtc.test(text.slice(zone))) return new Date(text).toISOString()
  const fraction = zone === 19 ? '000' : text.slice(20, Math.min(zone, 23)).padEnd(3, '0')
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`
}

const isUtc = /^\+00(:00)?$/

/** PostgreSQL's type numbers for what we do not read as the drivers do. */
export const timestampType = 1184
export const bigIntType = 20
