import { GraphQLError } from 'graphql'
import { isInternationalNumber } from '../providers/phone/international.ts'
import { builder } from './builder.ts'
import { toldByStore } from './shape-of.ts'

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i

builder.scalarType('DateTime', {
  description:
    'A moment as RFC 3339 writes it. Answers are in UTC with milliseconds, `2026-11-20T10:15:30.000Z`; arguments may ' +
    'have any offset, `2026-11-20T11:15:30+01:00`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  extensions: toldByStore,
  serialize: (value) => (value instanceof Date ? value.toISOString() : value),
  parseValue: (value) => {
    const moment = typeof value === 'string' && rfc3339.test(value) ? new Date(value) : null
    if (moment && !Number.isNaN(moment.getTime())) return moment
    throw new GraphQLError(
      'A DateTime is a moment with its offset, such as 2026-11-20T10:15:30Z or 2026-11-20T11:15:30+01:00',
    )
  },
})

builder.scalarType('URL', {
  description: 'An absolute web address: `https://www.linkedin.com/in/ada-lovelace`.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  extensions: toldByStore,
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === 'string' && URL.canParse(value)) return value
    throw new GraphQLError('A URL is an absolute web address, such as https://example.com/path')
  },
})

builder.scalarType('PhoneNumber', {
  description:
    'A whole phone number as E.164 writes it, a plus sign and digits alone: `+33612345678`. Numbers as people write ' +
    'them are text: see `parseIdentifier` and `TextRefInput`.',
  specifiedByURL: 'https://www.itu.int/rec/T-REC-E.164',
  extensions: toldByStore,
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === 'string' && isInternationalNumber(value)) return value
    throw new GraphQLError(
      'A PhoneNumber is a plus sign, a country’s code and the rest of the number, digits alone, such as +33612345678',
    )
  },
})
