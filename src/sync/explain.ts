import { DatabaseAwayError } from '../domain/database-errors.ts'
import { AcquaintError } from '../domain/errors.ts'

/** Whether something was refused on purpose; that the database is away is trouble of ours. */
export function isRefusal(error: unknown): error is AcquaintError {
  return error instanceof AcquaintError && !(error instanceof DatabaseAwayError)
}

/** Only what was refused on purpose is told to clients; anything else is a bug, and goes to the log. */
export function explain(error: unknown): string {
  return isRefusal(error) ? error.message : 'Something went wrong inside Acquaint; its log says what.'
}
