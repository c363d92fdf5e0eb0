import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { castAccounts, castUsers } from '../../src/sandbox/cast.ts'
import { startReceiver, startSandbox } from './harness.ts'

const account_id = castAccounts.marieLinkedin
const { barbaraLinkedin, timLinkedin, margaretLinkedin } = castUsers

let sandbox: Awaited<ReturnType<typeof startSandbox>>
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

const invite = (provider_id: string, more = {}) => sandbox.post('/users/invite', { account_id, provider_id, ...more })
const invitation = async (slug: string | null) => (await sandbox.get(`/users/${slug}`, { account_id })).body

describe('inviting', () => {
  it('puts an invitation on the list and on the profile, until it is cancelled', async () => {
    const sent = await invite(margaretLinkedin.internalId, { message: 'Hello' })
    const listed = (await sandbox.get('/users/invite/sent', { account_id, limit: 1 })).body
    const shown = await invitation(margaretLinkedin.publicId)

    expect(sent).toMatchObject({ status: 200, body: { object: 'UserInvitationSent' } })
    expect(listed.items).toMatchObject([
      { id: sent.body.invitation_id, invited_user: 'Margaret Hamilton', invitation_text: 'Hello' },
    ])
    expect(JSON.parse(Buffer.from(listed.cursor ?? '', 'base64').toString())).toEqual({ limit: 1, cursor: 1 })
    expect(shown).toMatchObject({ invitation: { type: 'SENT', status: 'PENDING' } })

    const path = `/users/invite/sent/${sent.body.invitation_id}`
    expect((await sandbox.remove(path, { account_id })).body).toEqual({ object: 'InvitationCanceled' })
    expect(await invitation(margaretLinkedin.publicId)).not.toHaveProperty('invitation')
    expect((await sandbox.remove(path, { account_id })).status).toBe(404)
  })

  it.each([
    ['a contact', castUsers.adaLinkedin.internalId, {}, 422, 'already_connected'],
    ['somebody invited', barbaraLinkedin.internalId, {}, 422, 'already_invited_recently'],
    ['somebody too soon', castUsers.edsgerLinkedin.internalId, {}, 422, 'cannot_resend_yet'],
    ['somebody invited a while ago', castUsers.donaldLinkedin.internalId, {}, 422, 'already_invited_recently'],
    ['nobody', 'ACoAAnobody', {}, 422, 'invalid_recipient'],
    ['with a long note', margaretLinkedin.internalId, { message: 'a'.repeat(301) }, 400, 'too_many_characters'],
  ])('refuses %s', async (_what, provider_id, more, status, type) => {
    expect(await invite(provider_id, more)).toMatchObject({ status, body: { type: `errors/${type}` } })
  })

  it('makes a contact when a received one is accepted, and says so', async () => {
    await using receiver = await startReceiver()
    await sandbox.post('/webhooks', { source: 'users', request_url: receiver.url })
    const [received] = (await sandbox.get('/users/invite/received', { account_id })).body.items

    const answer = {
      provider: 'LINKEDIN',
      account_id,
      action: 'accept',
      shared_secret: received?.specifics['shared_secret'],
    }
    const accepted = await sandbox.post(`/users/invite/received/${received?.id}`, answer)
    await sandbox.webhooks.settled()

    expect(accepted.body).toEqual({ object: 'UserInvitationHandled', status: 'ACCEPTED' })
    expect(await invitation(timLinkedin.publicId)).toMatchObject({ is_relationship: true })
    expect(receiver.heard).toMatchObject([
      { body: { event: 'new_relation', user_provider_id: timLinkedin.internalId } },
    ])
    const [latest] = (await sandbox.get('/users/relations', { account_id, limit: 1 })).body.items
    expect(latest).toMatchObject({ member_id: timLinkedin.internalId })
  })
})
