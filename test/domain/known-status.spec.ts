import { describe, expect, it } from 'vitest'
import type { Account } from '../../src/domain/account.ts'
import type { Attendee, Contact } from '../../src/domain/attendee.ts'
import { type AccountEvidence, knownStatus } from '../../src/domain/known-status.ts'

const monday = '2026-11-16T00:00:00.000Z'
const tuesday = '2026-11-17T00:00:00.000Z'

const linkedin: Account = {
  id: 1,
  workspaceId: 1,
  unipileId: 'linkedin',
  provider: 'LINKEDIN',
  name: 'Ada',
  status: 'OK',
  products: [],
  ownerProviderId: null,
  connectedAt: new Date(monday),
  backfilledAt: new Date(tuesday),
  defaultCountry: null,
  removedAt: null,
}
const whatsapp: Account = { ...linkedin, id: 2, provider: 'WHATSAPP' }
const unsynced: Account = { ...linkedin, id: 3, backfilledAt: null }

const listed: Attendee = {
  id: '1',
  accountId: 1,
  unipileId: 'attendee',
  userId: '1',
  displayName: 'Grace Hopper',
  sortName: 'grace hopper',
  isSelf: false,
  pictureUrl: null,
  headline: null,
  listedAt: monday,
  listedSource: 'ATTENDEE_LIST',
  contact: false,
  contactSince: null,
  contactObservedAt: null,
  contactSource: null,
  direct: false,
  lastDirectChatId: null,
  directSince: null,
  directObservedAt: null,
  directSource: null,
  inGroup: false,
  sharedGroups: 0,
  groupObservedAt: null,
  groupSource: null,
  lastInteractionAt: null,
}
const asContact = {
  contact: true,
  contactSince: '2024-05-01T00:00:00.000Z',
  contactObservedAt: monday,
  contactSource: 'RELATION_LIST',
} as const
const withChat = {
  direct: true,
  lastDirectChatId: '7',
  directSince: '2023-01-01T00:00:00.000Z',
  directObservedAt: monday,
  directSource: 'CHAT_LIST',
} as const
const inGroup = { inGroup: true, sharedGroups: 2, groupObservedAt: monday, groupSource: 'GROUP_MEMBERS' } as const
const self: Attendee = { ...listed, isSelf: true }
const contact: Contact = { accountId: 1, userId: '1', since: null, observedAt: tuesday, source: 'WEBHOOK' }

function seen(account: Account, evidence: Partial<AccountEvidence> = {}): AccountEvidence {
  return { account, attendees: [], contact: null, profile: null, ...evidence }
}

function reasons(evidence: readonly AccountEvidence[]) {
  const status = knownStatus(evidence)
  return status.verdict === 'KNOWN' ? status.reasons.map(({ kind, account }) => [kind, account.id]) : status.verdict
}

describe('what is known', () => {
  it.each<[string, AccountEvidence[], unknown]>([
    ['a contact', [seen(linkedin, { attendees: [{ ...listed, ...asContact }] })], [['CONTACT', 1]]],
    ['a chat', [seen(linkedin, { attendees: [{ ...listed, ...withChat }] })], [['EXISTING_CHAT', 1]]],
    ['a group', [seen(linkedin, { attendees: [{ ...listed, ...inGroup }] })], [['SHARED_GROUP', 1]]],
    ['nothing but the listing', [seen(linkedin, { attendees: [listed] })], [['LISTED', 1]]],
    ['a contact who is no attendee yet', [seen(linkedin, { contact })], [['CONTACT', 1]]],
    ['a contact list row of an attendee', [seen(linkedin, { attendees: [listed], contact })], [['CONTACT', 1]]],
    [
      'everything at once',
      [seen(linkedin, { attendees: [{ ...listed, ...inGroup, ...withChat, ...asContact }] })],
      [
        ['CONTACT', 1],
        ['EXISTING_CHAT', 1],
        ['SHARED_GROUP', 1],
      ],
    ],
    [
      'two attendees of one account',
      [seen(linkedin, { attendees: [listed, { ...listed, id: '2', ...withChat }] })],
      [['EXISTING_CHAT', 1]],
    ],
    [
      'two accounts',
      [seen(linkedin, { attendees: [{ ...listed, ...inGroup }] }), seen(whatsapp, { contact })],
      [
        ['CONTACT', 2],
        ['SHARED_GROUP', 1],
      ],
    ],
    [
      'an account of their own, and another that has a chat with them',
      [seen(linkedin, { attendees: [self] }), seen(unsynced, { attendees: [{ ...listed, ...withChat }] })],
      [['EXISTING_CHAT', 3]],
    ],
    ['only an account of their own', [seen(linkedin, { attendees: [self] }), seen(unsynced)], 'SELF'],
    ['the owner, whatever else their row says', [seen(linkedin, { attendees: [{ ...self, ...inGroup }] })], 'SELF'],
  ])('given %s', (_given, evidence, expected) => {
    expect(reasons(evidence)).toEqual(expected)
  })

  it('is dated by the earliest evidence that tells since when', () => {
    const attendees = [{ ...listed, ...withChat, ...asContact, ...inGroup }]
    expect(knownStatus([seen(linkedin, { attendees })])).toMatchObject({ since: withChat.directSince })
    expect(knownStatus([seen(linkedin, { attendees: [listed] })])).toMatchObject({ since: null })
  })
})

describe('a WhatsApp attendee without chat or group', () => {
  it('can only be a contact, once everything was read', () => {
    const inferred = { kind: 'CONTACT', source: 'INFERRED', observedAt: tuesday }
    expect(knownStatus([seen(whatsapp, { attendees: [listed] })])).toMatchObject({ reasons: [inferred] })
  })

  it('is no more than listed before that', () => {
    expect(reasons([seen({ ...whatsapp, backfilledAt: null }, { attendees: [listed] })])).toEqual([['LISTED', 2]])
  })
})

describe('what is not known', () => {
  const open = { isPrivate: false, observedAt: monday }
  const silent = { isPrivate: null, observedAt: monday }
  const hidden = { isPrivate: true, observedAt: tuesday }

  it.each<[string, AccountEvidence[], object]>([
    ['no account at all', [], { verdict: 'UNDETERMINED', because: 'NOT_LOOKED_UP' }],
    ['nothing seen', [seen(linkedin)], { verdict: 'UNDETERMINED', because: 'NOT_LOOKED_UP' }],
    [
      'nothing seen, and one account not read to the end',
      [seen(linkedin, { profile: open }), seen(unsynced)],
      { verdict: 'UNDETERMINED', because: 'NOT_SYNCED' },
    ],
    [
      'a public profile',
      [seen(linkedin, { profile: open })],
      { verdict: 'UNKNOWN', because: 'PUBLIC_WITHOUT_CHAT', observedAt: monday },
    ],
    [
      'a profile of which the provider does not say whether it is private',
      [seen(linkedin, { profile: silent })],
      { verdict: 'UNKNOWN', because: 'PUBLIC_WITHOUT_CHAT', observedAt: monday },
    ],
    [
      'a private profile',
      [seen(linkedin, { profile: hidden })],
      { verdict: 'UNKNOWN', because: 'PRIVATE', observedAt: tuesday },
    ],
    [
      'a profile that one account may see and another not',
      [seen(linkedin, { profile: open }), seen({ ...linkedin, id: 4 }, { profile: hidden })],
      { verdict: 'UNKNOWN', because: 'PUBLIC_WITHOUT_CHAT', observedAt: monday },
    ],
  ])('given %s', (_given, evidence, expected) => {
    expect(knownStatus(evidence)).toEqual(expected)
  })
})
