import { describe, expect, it } from 'vitest'
import { castAccounts, castChats, castUsers } from '../../src/sandbox/cast.ts'
import { askerTo } from './asking.ts'
import { liveWriter } from './live-writer.ts'
import { StartChat } from './writing.ts'

const { marieLinkedin, nikolaLinkedin } = castAccounts
const { enginesCompany } = castUsers

describe('writing to a company', async () => {
  const { live, writer } = await liveWriter()

  const toEngines = async (account: string) => {
    const input = await writer.byInternalId(account, enginesCompany)
    return { ...input, user: { internalId: { ...input.user.internalId, kind: 'COMPANY' as const } } }
  }

  it('goes on with the chat there is', async () => {
    const input = { ...(await toEngines(marieLinkedin)), text: 'How are the engines?' }

    const { startChat } = await live.query(StartChat, { input })

    expect(startChat).toMatchObject({
      __typename: 'ChatStarted',
      chat: { unipileId: castChats.marieWithEngines },
      sentMessage: { text: 'How are the engines?' },
    })
  })

  it('is not possible from another product than the chat is of', async () => {
    const input = { ...(await toEngines(marieLinkedin)), text: 'Hello', product: 'SALES_NAVIGATOR' as const }

    const { startChat } = await live.query(StartChat, { input })

    expect(startChat.__typename).toBe('NotSupported')
  })

  it('is not possible where there is no chat, nor can one be invited, however it was looked up', async () => {
    const asker = askerTo(live)

    await asker.expectRefusal(asker.startChat(await toEngines(nikolaLinkedin)), 'NotSupported')
    await asker.expectRefusal(asker.sendInvitation(await toEngines(marieLinkedin)), 'NotSupported')
  })
})
