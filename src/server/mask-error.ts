import { GraphQLError } from 'graphql'
import { DatabaseAwayError } from '../domain/database-errors.ts'
import { AcquaintError } from '../domain/errors.ts'
import type { Logger } from './logger.ts'

/** The one place where our errors become GraphQL errors; what was not refused on purpose is logged, and masked. */
export function createMaskError(logger: Logger) {
  return (error: unknown): Error => {
    const cause = error instanceof GraphQLError ? (error.originalError ?? null) : error
    if (cause instanceof DatabaseAwayError) logger.error({ err: cause }, 'The database can not be reached')
    if (cause instanceof AcquaintError) return refusal(cause, error)
    if (error instanceof GraphQLError && (cause === null || cause instanceof GraphQLError)) return withCode(error)
    logger.error({ err: cause }, 'A request failed')
    return new GraphQLError('Something went wrong on our side.', {
      ...placeOf(error),
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    })
  }
}

function refusal(cause: AcquaintError, error: unknown): GraphQLError {
  const argument = 'argument' in cause ? { argument: cause.argument } : {}
  return new GraphQLError(cause.message, { ...placeOf(error), extensions: { code: cause.code, ...argument } })
}

/** GraphQL's own refusals of variables have no code. */
function withCode(error: GraphQLError): GraphQLError {
  if (error.extensions['code'] !== undefined) return error
  return new GraphQLError(error.message, {
    ...placeOf(error),
    extensions: { ...error.extensions, code: 'BAD_USER_INPUT' },
  })
}

function placeOf(error: unknown) {
  if (!(error instanceof GraphQLError)) return {}
  const { nodes, path } = error
  return { nodes: nodes ?? null, path: path ?? null }
}
