import { DatabaseAwayError } from '../domain/database-errors.ts'

/** What the network says, the server (it shuts down, starts, or has no room), and Prisma. */
const codes =
  /^(E(CONN(REFUSED|RESET|ABORTED)|PIPE|(HOST|NET)UNREACH|TIMEDOUT|NOTFOUND|AI_AGAIN)|08...|57P0[1-3]|53300|P10(01|02|17)|P2037)$/

/** The driver has no code for these. */
const sentences =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error)|Cannot use a pool after calling end)/

/** The same error, unless it says that the database is not there: a statement that it refuses, or that takes too long, is not that. */
export function databaseError(error: unknown): unknown {
  return isAway(error) ? new DatabaseAwayError(error) : error
}

function isAway(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DatabaseAwayError) return false
  return ('code' in error && codes.test(String(error.code))) || sentences.test(error.message)
}
