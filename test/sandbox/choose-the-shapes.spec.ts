import { expect, it } from 'vitest'
import { castAccounts, castAttendees, castOwners } from '../../src/sandbox/cast.ts'
import { startSandbox } from './harness.ts'

const paths = [castAttendees.adaOfMarieWhatsapp, castOwners.marieLinkedin, castAttendees.adaOfMarie]

it('sends what the API sends today', async () => {
  await using sandbox = await startSandbox({ shapes: 'current' })
  const [whatsapp, owner, linkedin] = await Promise.all(paths.map((id) => sandbox.get(`/chat_attendees/${id}`)))

  expect(whatsapp?.body).toMatchObject({ profile_url: null, specifics: { provider: 'WHATSAPP' } })
  expect(owner?.body).toMatchObject({ specifics: { network_distance: 'SELF' } })
  expect(linkedin?.body).toMatchObject({ specifics: { network_distance: 'DISTANCE_1' } })
})

it('leaves out, when it is to be strict, what the official SDK does not know yet', async () => {
  await using sandbox = await startSandbox({ shapes: 'strict' })
  const account_ids = [castAccounts.studioInstagram, castAccounts.marieLinkedin]
  await sandbox.post('/webhooks', {
    source: 'users',
    request_url: 'http://127.0.0.1:1/',
    events: ['new_relation'],
    account_ids,
  })
  const [whatsapp, owner, linkedin] = await Promise.all(paths.map((id) => sandbox.get(`/chat_attendees/${id}`)))
  const { body } = await sandbox.get('/webhooks')

  for (const answer of [whatsapp, owner]) expect(answer?.body).not.toHaveProperty('specifics')
  expect(whatsapp?.body).not.toHaveProperty('profile_url')
  expect(linkedin?.body).toMatchObject({ specifics: { network_distance: 'DISTANCE_1' } })
  expect(body.items).toMatchObject([{ events: [], account_ids: [{ type: 'LINKEDIN' }] }])
})
