import type { World } from '../../bench/world/facts.ts'
import { knownReasonKinds } from '../../src/domain/known-status.ts'
import { formatCursor } from '../../src/schema/cursor.ts'
import { attendeesBy, chatsByActivity } from '../../src/schema/lists.ts'
import { globalId } from '../harness/seed.ts'

const person = 'displayName isSelf user { displayName profileUrl }'
const known = `knownStatus { ... on Known { primary { kind } reasons { summary
  ... on ExistingChatReason { lastActivityAt chat { name } }
  ... on SharedGroupReason { groups(first: 3) { totalCount nodes { name } } } } } }`

const longAgo = { key: '2025-06-01T00:00:00.000Z', id: '1' }

/** GraphQL that together reads every list there is, each way it can be read: filtered, ordered, from both ends. */
export function operations(world: World): readonly string[] {
  return [...attendeeLists(world), ...chatLists(), ...belowParents(world), ...byKeys(world), ...others]
}

/** GraphQL whose rows the database puts together. */
export function renderedOperations(world: World): readonly string[] {
  const deep = formatCursor(attendeesBy.NAME.name, world.deepPosition ?? { key: 'm', id: '1' })
  const account = globalId('Account', { id: world.largeAccountId })
  const reasons = (groups: string) => `id displayName identifiers { ... on ProviderPublicId { value } }
    knownStatus { ... on Known { since reasons { kind source observedAt
      ... on ExistingChatReason { lastActivityAt chat { name } } ${groups} } } }`
  const told = reasons('... on SharedGroupReason { groups(first: 3) { nodes { name } } }')
  const inbox = `name with { displayName } lastMessage { text sender { displayName } }
    participants(first: 10) { nodes { ${reasons('')} } }`
  return [
    `{ chats(first: 20) { nodes { ${inbox} } } }`,
    `{ chats(first: 20) { nodes { ${inbox} } pageInfo { endCursor } } }`,
    `{ chats(filter: { accounts: ["${account}"] }, first: 20) { nodes { ${inbox} } } }`,
    `{ chats(filter: { accounts: ["${account}"] }, last: 20) { nodes { ${inbox} } } }`,
    `{ attendees(filter: { accounts: ["${account}"] }, first: 50, after: "${deep}") { nodes { ${told} } } }`,
    `{ attendees(filter: { accounts: ["${account}"] }, last: 50) { nodes { ${told} } } }`,
    `{ attendees(filter: { accounts: ["${account}"], reasons: [CONTACT, LISTED] }, first: 50) { nodes { ${told} } } }`,
    `{ attendees(filter: { accounts: ["${account}"], text: "tomas wolfwood" }, first: 50) { nodes { ${told} } } }`,
    `{ attendees(first: 50, after: "${deep}") { nodes { ${told} } } }`,
    `{ attendees(first: 50, orderBy: LAST_INTERACTION) { nodes { ${told} } pageInfo { endCursor } } }`,
    `{ users(refs: [${[1, 2, 3].map((id) => `{ id: "${globalId('User', { id })}" }`)}]) { ... on User { ${told} } } }`,
    `{ user(ref: { publicId: { provider: LINKEDIN, value: "ada" } }, lookup: NEVER) { ... on User { ${told} } } }`,
    `{ users(refs: [${['ada', 'grace'].map((value) => `{ publicId: { provider: LINKEDIN, value: "${value}" } }`)}],
      lookup: NEVER) { ... on User { ${told} } } }`,
    `{ nodes(ids: ["${globalId('Attendee', { id: 1 })}", "${globalId('Chat', { id: 1 })}"]) {
      ... on Attendee { ${told} } ... on Chat { ${inbox} } } }`,
    `{ attendees(first: 20) { nodes { user { profileUrl attendees { nodes { ${told} } } } } } }`,
    `{ attendees(first: 20) { nodes { user { profileUrl } chats(first: 3) { nodes { name messages(first: 2) { nodes { text } } } } } } }`,
  ]
}

const list = (name: string, given: readonly string[], fields: string) =>
  `{ ${name}${given.length > 0 ? `(${given.join(', ')})` : ''} { pageInfo { hasNextPage } nodes { ${fields} } } }`

function attendeeLists({ deepPosition }: World): readonly string[] {
  const attendees = (...given: string[]) => list('attendees', ['first: 50', ...given], person)
  const deep = formatCursor(attendeesBy.NAME.name, deepPosition ?? { key: 'm', id: '1' })
  const past = formatCursor(attendeesBy.LAST_INTERACTION.name, longAgo)
  const byTime = 'orderBy: LAST_INTERACTION'
  const reasons = [...knownReasonKinds, knownReasonKinds.join(', ')].map((kinds) => `reasons: [${kinds}]`)
  const filters = [...reasons, 'includeSelf: true'].map((filter) => `filter: { ${filter} }`)
  return [
    list('attendees', ['first: 50'], `${person} identifiers { __typename } ${known}`),
    list('attendees', ['first: 50'], 'isSelf').replace('pageInfo', 'totalCount pageInfo'),
    attendees(`after: "${deep}"`),
    list('attendees', ['last: 50', `before: "${deep}"`], person),
    attendees(byTime),
    attendees(byTime, `after: "${past}"`),
    list('attendees', ['last: 50', byTime], person),
    ...filters.flatMap((filter) => [attendees(filter), attendees(byTime, filter)]),
    attendees('filter: { text: "tomas wolfwood" }'),
    attendees(byTime, 'filter: { text: "tomas wolfwood", reasons: [CONTACT] }'),
  ]
}

function chatLists(): readonly string[] {
  const chats = (...given: string[]) => list('chats', given, 'name lastActivityAt unreadCount')
  const past = formatCursor(chatsByActivity.name, longAgo)
  const filters = ['kind: CHANNEL', 'unread: true', 'unread: false', 'archived: true', 'archived: false']
  return [
    list(
      'chats',
      ['first: 20'],
      `with { displayName } participants(first: 10) { totalCount nodes { ${person} ${known} } }
      lastMessage { text sender { displayName } quoted { text } }
      messages(first: 3) { totalCount nodes { text sender { displayName } quoted { text } } }`,
    ),
    chats('first: 20', `after: "${past}"`),
    chats('last: 20'),
    ...filters.map((filter) => chats('first: 20', `filter: { ${filter} }`)),
    list('chats', ['first: 20'], 'name').replace('pageInfo', 'totalCount pageInfo'),
  ]
}

function belowParents({ busyAttendeeId, largeAccountId, sharedUserIds }: World): readonly string[] {
  const users = sharedUserIds.map((id) => `"${globalId('User', { id })}"`).join(', ')
  const after = formatCursor(attendeesBy.NAME.name, { key: 'm', id: '1' })
  const [one, other] = [7, 13].map((id) => `"${globalId('Account', { id })}"`)
  return [
    list(
      'accounts',
      ['first: 20'],
      'owner { displayName } sync { state } attendees(first: 50) { nodes { displayName } }',
    ),
    `{ account(id: "${globalId('Account', { id: largeAccountId })}") {
      attendees(first: 50, after: "${after}") { totalCount nodes { displayName } } } }`,
    `{ node(id: "${globalId('Attendee', { id: busyAttendeeId })}") { ... on Attendee {
      chats(first: 20) { totalCount nodes { name } } directs: chats(kind: DIRECT, first: 20) { nodes { name } } } } }`,
    `{ nodes(ids: [${users}]) { ... on User { displayName ${known} sameAs { proof user { displayName } }
      attendees(first: 20) { totalCount nodes { account { name } } } chats(first: 10) { totalCount nodes { name } } } } }`,
    `{ attendees(filter: { accounts: [${one}] }, first: 50) { nodes { user {
      knownStatus(account: ${other}) { ... on Undetermined { lastKnown { since } } } } } } }`,
  ]
}

function byKeys({ unipileIds, sharedUserIds: [user] }: World): readonly string[] {
  const representations = [
    { __typename: 'Attendee', unipileId: unipileIds.attendee },
    { __typename: 'Chat', unipileId: unipileIds.chat },
    { __typename: 'User', id: globalId('User', { id: user ?? '1' }) },
    { __typename: 'User', provider: 'X', kind: 'PERSON', publicId: 'nobody' },
    { __typename: 'User', provider: 'X', kind: 'PERSON', publicId: 'somebody' },
  ]
  const given = JSON.stringify(representations).replace(/"(\w+)":/g, '$1:')
  return [
    `{ _entities(representations: ${given}) { __typename } }`,
    '{ user(ref: { publicId: { provider: X, value: "nobody" } }, lookup: NEVER) { __typename } }',
    `{ node(id: "${globalId('Message', { id: 1 })}") { id } }`,
  ]
}

const others = [
  '{ webhookLog(first: 20) { nodes { id } totalCount } }',
  '{ webhookLog(last: 20) { nodes { id } } }',
  '{ webhookLog(first: 20, outcome: FAILED) { nodes { id } totalCount } }',
  `{ node(id: "${globalId('WebhookDelivery', { id: 1 })}") { id } }`,
  '{ webhookDeliveryCounts { event } }',
  '{ relationshipChanges(first: 20) { totalCount nodes { __typename } } }',
]
