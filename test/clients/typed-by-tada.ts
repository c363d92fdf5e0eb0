import type { ResultOf, VariablesOf } from 'gql.tada'
import { graphql } from '../harness/graphql.ts'

/** Compiled, never run: what the compiler must accept of typed operations, and what it must not. */
const People = graphql(`
  query People($filter: AttendeeFilter) {
    attendees(filter: $filter, first: 3) {
      nodes {
        displayName
        lastInteractionAt
        user { phoneNumber }
        knownStatus { __typename ... on Known { primary { kind summary } } }
      }
    }
  }
`)

export const variables: VariablesOf<typeof People> = { filter: { provider: 'WHATSAPP', reasons: ['CONTACT'] } }
// @ts-expect-error no network has this name
export const elsewhere: VariablesOf<typeof People> = { filter: { provider: 'FAX' } }

export function firstOf(people: ResultOf<typeof People>): string | undefined {
  const [first] = people.attendees.nodes
  const asText: string | null | undefined = first?.lastInteractionAt ?? first?.user.phoneNumber
  // @ts-expect-error what was not asked for is not there
  void first?.headline
  return first?.knownStatus.__typename === 'Known' ? first.knownStatus.primary.summary : (asText ?? undefined)
}
