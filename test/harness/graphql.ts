import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './schema.d.ts'

/** Writes an operation whose result and variables are typed by schema.graphql. */
export const graphql = initGraphQLTada<{
  introspection: introspection
  scalars: { ChangeCursor: string; DateTime: string; ID: string; PhoneNumber: string; URL: string }
}>()
