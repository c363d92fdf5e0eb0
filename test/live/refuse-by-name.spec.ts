import { afterAll, beforeAll, describe, it } from 'vitest'
import { castAccounts, castChats, castUsers, phoneWithoutWhatsapp } from '../../src/sandbox/cast.ts'
import { type Ask, type Asker, askerTo } from './asking.ts'
import { type Live, startLive } from './harness.ts'

const { marieLinkedin, rosalindLinkedin } = castAccounts
const { adaLinkedin, annieLinkedin, johnLinkedin, thomasLinkedin, claudeLinkedin } = castUsers
const { donaldLinkedin, edsgerLinkedin, timLinkedin } = castUsers
const { marieAdvertOfLamps, marieWithKatherine } = castChats

describe('what can’t be written', () => {
  let live: Live
  let asker: Asker

  beforeAll(async () => {
    live = await startLive({ sandbox: { now: () => Date.now() } })
    asker = askerTo(live)
    live.upstream.emit({ type: 'delete_chat', chat_id: marieWithKatherine })
  })
  afterAll(() => live[Symbol.asyncDispose]())

  type Case = readonly [name: string, of: string, ask: () => Promise<Ask>]

  const cases: Readonly<Record<string, readonly Case[]>> = {
    startChat: [
      ['NotAContact', 'a stranger on LinkedIn', async () => asker.startChat(await asker.to(marieLinkedin))],
      [
        'RecipientUnreachable',
        'who blocks it',
        async () => asker.startChat(await asker.to(marieLinkedin, thomasLinkedin)),
      ],
      [
        'RecipientUnreachable',
        'who takes none',
        async () => asker.startChat(await asker.to(marieLinkedin, claudeLinkedin)),
      ],
      ['RecipientUnreachable', 'no WhatsApp', async () => asker.startChat(await asker.toPhone(phoneWithoutWhatsapp))],
      [
        'InsufficientCredits',
        'an InMail too many',
        async () => asker.startChat({ ...(await asker.to(marieLinkedin, johnLinkedin)), inmail: true }),
      ],
      [
        'ReconnectNeeded',
        'a logged out account',
        async () => asker.startChat(await asker.to(rosalindLinkedin, annieLinkedin)),
      ],
    ],
    sendMessage: [
      ['ChatReadOnly', 'an advert', async () => asker.sendMessage(await asker.into(marieAdvertOfLamps))],
      [
        'RecipientUnreachable',
        'a chat that is deleted',
        async () => asker.sendMessage(await asker.into(marieWithKatherine)),
      ],
    ],
    setChatRead: [
      [
        'RecipientUnreachable',
        'a chat that is deleted',
        async () => asker.setChatRead(await asker.into(marieWithKatherine)),
      ],
    ],
    sendInvitation: [
      ['AlreadyContact', 'a contact', async () => asker.sendInvitation(await asker.to(marieLinkedin, adaLinkedin))],
      [
        'RecipientUnreachable',
        'who blocks it',
        async () => asker.sendInvitation(await asker.to(marieLinkedin, thomasLinkedin)),
      ],
      [
        'RefusedByProvider',
        'who was invited',
        async () => asker.sendInvitation(await asker.to(marieLinkedin, donaldLinkedin)),
      ],
      ['RefusedByProvider', 'who has invited the account', async () => asker.sendInvitation(await asker.toInviter())],
      [
        'BudgetSpent',
        'who is asked too soon',
        async () => asker.sendInvitation(await asker.to(marieLinkedin, edsgerLinkedin)),
      ],
      ['ReconnectNeeded', 'a logged out account', async () => asker.sendInvitation(await asker.to(rosalindLinkedin))],
      ['NotSupported', 'a network without it', async () => asker.sendInvitation(await asker.toWhatsapp())],
    ],
    acceptInvitation: [
      ['NoInvitation', 'who has not invited', async () => asker.acceptInvitation(await asker.to(marieLinkedin))],
      [
        'ReconnectNeeded',
        'a logged out account',
        async () => asker.acceptInvitation(await asker.to(rosalindLinkedin, timLinkedin)),
      ],
      ['NotSupported', 'a network without it', async () => asker.acceptInvitation(await asker.toWhatsapp())],
    ],
  }

  describe.each(Object.entries(cases))('%s', (_mutation, rows) => {
    it.each(rows)('is refused as %s: %s', async (name, _of, ask) => {
      await asker.expectRefusal(await ask(), name)
    })
  })
})
