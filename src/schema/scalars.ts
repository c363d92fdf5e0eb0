import { GraphQLError } from 'graphql'
import { builder } from './builder.ts'

builder.scalarType('DateTime', {
  description: 'A moment in UTC, as ISO 8601: `2026-11-20T10:15:30.000Z`.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
  parseValue: (value) => {
    const moment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value) : null
    if (moment && !Number.isNaN(moment.getTime())) return moment
    throw new GraphQLError('A DateTime is ISO 8601 with date and time, such as 2026-11-20T10:15:30Z')
  },
})

builder.scalarType('URL', {
  description: 'An absolute web address.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === 'string' && URL.canParse(value)) return value
    throw new GraphQLError('A URL is an absolute web address, such as https://example.com/path')
  },
})
