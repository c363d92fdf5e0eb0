import { AcquaintError } from '../domain/errors.ts'

/** Only what was refused on purpose is told to clients; anything else is a bug, and goes to the log. */
export function explain(error: unknown): string {
  return error instanceof AcquaintError ? error.message : 'Something went wrong inside Acquaint; its log says what.'
}
