import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Identifier } from '../../src/domain/identifier.ts'
import type { UserObservation } from '../../src/domain/observation.ts'
import { ingestUsers } from '../../src/store/ingest/users.ts'
import type { Store } from '../../src/store/open.ts'
import { findIdentityLinks } from '../../src/store/read/identity-links.ts'
import { ensureWorkspace } from '../../src/store/workspaces.ts'
import { databases } from '../harness/databases.ts'
import { internalId, publicId, userObservation } from '../harness/observations.ts'

const origin = { source: 'PROFILE', observedAt: '2026-11-20T12:00:00.000Z' } as const
const phone = { phone: '33612345678', phoneKey: '33612345678' }

const whatsapp = internalId('33612345678@s.whatsapp.net', 'WHATSAPP')
const telegram = internalId('700000001', 'TELEGRAM')
const linkedin: Identifier = { ...internalId('ACoAAda', 'LINKEDIN'), scope: 'LINKEDIN_CLASSIC' }
const slug = publicId('ada', 'LINKEDIN')
const instagram = internalId('900001', 'INSTAGRAM')
const username = publicId('ada.ig', 'INSTAGRAM')

const declares = (identifier: Identifier) => ({
  declares: [{ url: `https://example.test/${identifier.value}`, identifier }],
})

describe.each(databases)('users proven to be one person, on $name', ({ open }) => {
  let store: Store
  let workspaces = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** The links of each user given, as `provider: proof, strength, provider in between`. */
  async function linksOf(...users: readonly UserObservation[]): Promise<string[][]> {
    const workspaceId = await ensureWorkspace(store.sql, `same-${workspaces++}`, 'Test')
    const ids = await store.transaction((sql) =>
      ingestUsers(sql, { workspaceId, users, nameSource: 'PROFILE', origin }),
    )
    const providerOf = new Map(ids.map((id, index) => [id, users[index]?.provider]))
    const links = await findIdentityLinks({ sql: store.sql, workspaceId, accountIds: [] }, ids)
    return ids.map((id) =>
      links
        .filter(({ seedId }) => seedId === id)
        .map(({ userId, proof, strength, throughId }) => {
          const through = throughId === null ? [] : [`through ${providerOf.get(throughId)}`]
          return [providerOf.get(userId), proof, strength, ...through].join(' ')
        })
        .sort(),
    )
  }

  it('are those with one phone number that both networks have confirmed', async () => {
    const links = await linksOf(userObservation([whatsapp], phone), userObservation([telegram], phone))

    expect(links).toEqual([['TELEGRAM EQUAL_PHONE STRONG'], ['WHATSAPP EQUAL_PHONE STRONG']])
  })

  it('are weakly those with one phone number that one of them typed', async () => {
    const links = await linksOf(userObservation([whatsapp], phone), userObservation([linkedin], phone))

    expect(links).toEqual([['LINKEDIN EQUAL_PHONE WEAK'], ['WHATSAPP EQUAL_PHONE WEAK']])
  })

  it('are the profiles that one publishes, seen from both ends', async () => {
    const links = await linksOf(
      userObservation([instagram, username], declares(slug)),
      userObservation([linkedin, slug]),
    )

    expect(links).toEqual([['LINKEDIN DECLARED_PROFILE WEAK'], ['INSTAGRAM DECLARED_PROFILE WEAK']])
  })

  it('are strongly the profiles that publish each other', async () => {
    const links = await linksOf(
      userObservation([instagram, username], declares(slug)),
      userObservation([linkedin, slug], declares(username)),
    )

    expect(links).toEqual([
      ['LINKEDIN MUTUALLY_DECLARED_PROFILES STRONG'],
      ['INSTAGRAM MUTUALLY_DECLARED_PROFILES STRONG'],
    ])
  })

  it('are followed over strong proof, and say through whom', async () => {
    const telegramName = publicId('ada_tg', 'TELEGRAM')

    const [fromWhatsapp] = await linksOf(
      userObservation([whatsapp], phone),
      userObservation([telegram, telegramName], { ...phone, ...declares(slug) }),
      userObservation([linkedin, slug], declares(telegramName)),
    )

    expect(fromWhatsapp).toEqual([
      'LINKEDIN MUTUALLY_DECLARED_PROFILES STRONG through TELEGRAM',
      'TELEGRAM EQUAL_PHONE STRONG',
    ])
  })

  it('are never followed over weak proof', async () => {
    const fan = userObservation([instagram, username], declares(slug))
    const star = userObservation([linkedin, slug], phone)
    const phoneOfStar = userObservation([whatsapp], phone)

    const [fromFan] = await linksOf(fan, star, phoneOfStar)

    expect(fromFan).toEqual(['LINKEDIN DECLARED_PROFILE WEAK'])
  })

  it('are not those with the same name and picture', async () => {
    const looks = { displayName: 'Ada Lovelace', pictureUrl: 'https://media.example.test/ada.jpg' }

    const links = await linksOf(userObservation([whatsapp], looks), userObservation([linkedin, slug], looks))

    expect(links).toEqual([[], []])
  })
})
