import { globalId } from '../suite/plain.ts'
import { question } from '../suite/question.ts'
import { drawKeys, type EntityKey, keyKinds } from './entity-keys.ts'

const user = `json_build_object('__typename', 'User', 'id', users.id, 'displayName', users.display_name,
  'headline', users.headline)`
const attendee = `json_build_object('__typename', 'Attendee', 'id', attendee.id, 'displayName', attendee.display_name,
  'headline', attendee.headline)`
const chat = `json_build_object('__typename', 'Chat', 'id', chat.id, 'name', chat.name, 'kind', chat.kind,
  'unreadCount', chat.unread_count)`
const account = `json_build_object('__typename', 'Account', 'id', account.id, 'label', account.name,
  'provider', account.provider)`

const byIdentifier = (kind: string) => `user_identifier identifier on identifier.workspace_id = 1
  and identifier.provider = asked.provider and identifier.user_kind = 'PERSON' and identifier.kind = '${kind}'
  and identifier.value = asked.value
  join users on users.id = identifier.user_id`

/** Upstream's ids are found by an index of each account; `%values` are all that are asked for. */
const within = (table: string) => `${table}.account_id = any (array(select id from account where workspace_id = 1))
  and ${table}.unipile_id = any (%values)`

/** What each kind of key leads to, from rows `asked` with `place`, `provider` and `value`. */
const found: Readonly<Record<EntityKey['kind'], readonly [body: string, join: string]>> = {
  userId: [user, 'users on users.id = asked.value::bigint'],
  userInternalId: [user, byIdentifier('PROVIDER_INTERNAL_ID')],
  userPublicId: [user, byIdentifier('PROVIDER_PUBLIC_ID')],
  attendeeId: [attendee, 'attendee on attendee.id = asked.value::bigint'],
  attendeeUnipileId: [attendee, `attendee on attendee.unipile_id = asked.value and ${within('attendee')}`],
  chatId: [chat, 'chat on chat.id = asked.value::bigint'],
  chatUnipileId: [chat, `chat on chat.unipile_id = asked.value and ${within('chat')}`],
  accountId: [account, 'account on account.id = asked.value::int'],
}

/** Three parameters for each kind of key: places in the answer, providers and values. */
const text = `
  select json_agg(body order by place)::text from (${keyKinds
    .map((kind, index) => {
      const [body, join] = found[kind]
      const [places, providers, values] = [1, 2, 3].map((offset) => `$${index * 3 + offset}`)
      return `
        select asked.place, ${body} as body
        from unnest(${places}::int[], ${providers}::text[], ${values}::text[]) as asked (place, provider, value)
        join ${join.replace('%values', `${values}::text[]`)}`
    })
    .join(' union all ')}) found`

function entities(letter: string, size: number) {
  return question<readonly EntityKey[]>({
    letter,
    title: `_entities of ${size} mixed keys`,
    database: 'world',
    draw: (rows, random, count) => drawKeys(rows, random, count, size),
    floor: {
      text,
      values: (keys) =>
        keyKinds.flatMap((kind) => {
          const ours = keys.flatMap((key, place) => (key.kind === kind ? { place, ...key } : []))
          return [ours.map(({ place }) => place), ours.map(({ provider }) => provider), ours.map(({ value }) => value)]
        }),
    },
    graph: {
      acquaint: {
        document: `query Entities($representations: [_Any!]!) {
          _entities(representations: $representations) {
            __typename
            ... on User { id displayName headline }
            ... on Attendee { id displayName headline }
            ... on Chat { id name kind unreadCount }
            ... on Account { id label: name provider }
          }
        }`,
        variables: (keys) => ({ representations: keys.map(representation) }),
        read: ({ _entities }: { _entities: unknown }) => _entities,
      },
    },
  })
}

function representation({ kind, provider, value }: EntityKey): object {
  switch (kind) {
    case 'userId':
      return { __typename: 'User', id: globalId('User', value) }
    case 'userInternalId':
      return { __typename: 'User', provider, internalId: value }
    case 'userPublicId':
      return { __typename: 'User', provider, kind: 'PERSON', publicId: value }
    case 'attendeeId':
      return { __typename: 'Attendee', id: globalId('Attendee', value) }
    case 'attendeeUnipileId':
      return { __typename: 'Attendee', unipileId: value }
    case 'chatId':
      return { __typename: 'Chat', id: globalId('Chat', value) }
    case 'chatUnipileId':
      return { __typename: 'Chat', unipileId: value }
    case 'accountId':
      return { __typename: 'Account', id: globalId('Account', value) }
  }
}

export const entitiesOf100 = entities('d', 100)
export const entitiesOf1000 = entities('d1000', 1000)
