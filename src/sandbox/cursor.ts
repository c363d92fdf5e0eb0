import { Problem } from './problem.ts'

/** A cursor as the API makes them: JSON in standard base64, so it has to be encoded in a query. */
export const formatCursor = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64')

/** The object in a cursor. */
export function parseCursor(cursor: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString())
    if (typeof content === 'object' && content !== null) return content as Record<string, unknown>
  } catch {
    // Not JSON: told below, like anything else that is no cursor.
  }
  throw new Problem('invalid_parameters', '/cursor Expected a cursor of a former answer')
}
