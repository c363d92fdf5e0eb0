import { question } from '../suite/question.ts'
import { identifierList, identifierRows, jsonList, reasonParts, unipileIdRow } from './sql.ts'

type Parameters = { readonly id: string; readonly provider: string; readonly publicId: string }

/** The contact list's own row outranks what the attendee's says. */
const contactFirst = `
  select attendee.id, attendee.account_id, attendee.unipile_id, attendee.is_self, attendee.listed_at, attendee.listed_source,
    attendee.contact or relation.user_id is not null as contact,
    coalesce(relation.source, attendee.contact_source) as contact_source,
    coalesce(relation.observed_at, attendee.contact_observed_at) as contact_observed_at,
    attendee.direct, attendee.direct_source, attendee.direct_observed_at,
    attendee.in_group, attendee.group_source, attendee.group_observed_at
  from attendee left join contact_relation relation
    on relation.account_id = attendee.account_id and relation.user_id = attendee.user_id and relation.ended_at is null
  where attendee.user_id = users.id`

/** Of all accounts, each kind of reason after the weightier ones. */
const reasons = reasonParts({ any: `, 'account', json_build_object('id', account.id)` }).map(
  (part) => `string_agg((${part})::text, ',' order by attendee.account_id, attendee.id)`,
)

/** Who is it, by which identifiers, and why do we know them? Of users who are no owners of accounts. */
export const userByIdentifier = question<Parameters>({
  letter: 'e',
  title: 'one user by identifier, with all identifiers and reasons',
  database: 'world',
  alone: true,
  draw: (rows, random, count) =>
    rows.draw<Parameters>(
      'id, provider, public_id as "publicId"',
      '(select * from users where not exists (select from attendee where user_id = users.id and is_self)) users',
      random,
      count,
    ),
  floor: {
    text: `
      select json_build_object('id', users.id, 'displayName', users.display_name, 'headline', users.headline,
        'identifiers', (${identifierList(`${identifierRows('users.id')}
          union all ${unipileIdRow} from attendee where attendee.user_id = users.id`)}),
        'knownStatus', (
          select json_build_object('__typename', 'Known', 'reasons', ${jsonList(reasons)})
          from (${contactFirst}) attendee join account on account.id = attendee.account_id
        ))::text
      from user_identifier identifier join users on users.id = identifier.user_id
      where identifier.workspace_id = 1 and identifier.provider = $1 and identifier.user_kind = 'PERSON'
        and identifier.kind = 'PROVIDER_PUBLIC_ID' and identifier.scope = 'GLOBAL' and identifier.value = $2`,
    values: ({ provider, publicId }) => [provider, publicId],
  },
  graph: {
    acquaint: {
      document: `query UserByIdentifier($provider: Provider!, $value: String!) {
        user(ref: { publicId: { provider: $provider, value: $value } }, lookup: NEVER) {
          ... on User {
            id displayName headline
            identifiers {
              __typename
              ... on ProviderInternalId { value scope source }
              ... on ProviderPublicId { value scope source }
              ... on UnipileId { value scope source }
            }
            knownStatus { __typename ... on Known { reasons { kind source observedAt account { id } } } }
          }
        }
      }`,
      variables: ({ provider, publicId }) => ({ provider, value: publicId }),
      read: ({ user }: { user: unknown }) => user,
    },
  },
})
