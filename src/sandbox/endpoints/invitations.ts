import { z } from 'zod'
import { findAccount, requiredAccount } from '../accounts.ts'
import { formatCursor, parseCursor } from '../cursor.ts'
import type { Call, Context, Endpoint, Reply } from '../endpoint.ts'
import { readLimit } from '../listing.ts'
import { notFound, Problem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { invitationShape } from '../shapes/invitation.ts'
import { addContact } from '../world/changes.ts'
import type { Invitation } from '../world/invitations.ts'
import { contactSince } from '../world/knowing.ts'
import type { Account } from '../world/types.ts'
import { findPerson } from './find-user.ts'
import { notImplemented } from './users.ts'

const longestNote = 300
const InviteBody = z.object({
  account_id: z.string(),
  provider_id: z.string(),
  message: z.string().optional(),
  user_email: z.string().optional(),
})
const AnswerBody = z.object({
  provider: z.literal('LINKEDIN'),
  account_id: z.string(),
  shared_secret: z.string(),
  action: z.enum(['accept', 'decline']),
})
const NamesAccount = z.object({ account_id: z.string() })

function invite(context: Context, { json }: Call): Reply {
  const { world } = context
  const body = readBody(InviteBody, json)
  const account = findAccount(context, body.account_id)
  if (account.provider !== 'LINKEDIN' && account.provider !== 'INSTAGRAM') throw notImplemented(account)
  if ((body.message?.length ?? 0) > longestNote) {
    throw new Problem('too_many_characters', `/message Expected at most ${longestNote} characters`)
  }
  const user = findPerson(world, account, body.provider_id)
  if (!user || user.messagingId === body.provider_id)
    throw new Problem('invalid_recipient', 'The recipient could not be found.')
  if (user.refusal && user.refusal !== 'insufficient_credits')
    throw new Problem(user.refusal, 'The invitation was refused.')
  if (contactSince(world, account, user) !== null) throw new Problem('already_connected', 'They are connected already.')
  if (world.invitations.find(account, user)) throw new Problem('already_invited_recently', 'They were invited already.')
  const text = body.message ?? null
  const { id } = world.invitations.add({ account, user, direction: 'SENT', text, sentAt: world.clock.tick() })
  return { body: { object: 'UserInvitationSent', invitation_id: id } }
}

function listInvitations(context: Context, call: Call, direction: Invitation['direction']): Reply {
  const account = linkedinAccount(context, call)
  const cursor = call.query.get('cursor')
  const content = cursor ? parseCursor(cursor) : { limit: call.query.get('limit') }
  const limit = readLimit(content['limit'], 100)
  const start = Number(content['cursor'] ?? 0)
  const all = context.world.invitations.list(account, direction)
  return {
    body: {
      object: 'InvitationList',
      items: all.slice(start, start + limit).map(invitationShape),
      cursor: start + limit < all.length ? formatCursor({ limit, cursor: start + limit }) : null,
    },
  }
}

function linkedinAccount(context: Context, call: Call): Account {
  const account = requiredAccount(context, call)
  if (account.provider !== 'LINKEDIN') throw notImplemented(account)
  return account
}

function invitationOf(
  { world }: Context,
  account: Account,
  direction: Invitation['direction'],
  { params }: Call,
): Invitation {
  const invitation = world.invitations.list(account, direction).find(({ id }) => id === params['id'])
  if (!invitation) throw notFound('Invitation')
  return invitation
}

function cancel(context: Context, call: Call): Reply {
  const invitation = invitationOf(context, linkedinAccount(context, call), 'SENT', call)
  context.world.invitations.remove(invitation)
  return { body: { object: 'InvitationCanceled' } }
}

function answerInvitation(context: Context, call: Call): Reply {
  const { world, webhooks } = context
  const body = readBody(AnswerBody, call.json)
  const account = findAccount(context, body.account_id)
  const invitation = invitationOf(context, account, 'RECEIVED', call)
  if (invitation.secret !== body.shared_secret)
    throw new Problem('invalid_parameters', '/shared_secret Expected that of the invitation')
  world.invitations.remove(invitation)
  if (body.action === 'accept') {
    addContact(world, account, invitation.user)
    webhooks.publish({ event: 'new_relation', account, user: invitation.user })
  }
  const status = body.action === 'accept' ? 'ACCEPTED' : 'DECLINED'
  return { body: { object: 'UserInvitationHandled', status } }
}

const accountOfBody = ({ world }: Context, { json }: Call): Account | null => {
  const { data } = NamesAccount.safeParse(json)
  return data ? world.findAccount(data.account_id) : null
}

export const invitationEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/users/invite', class: 'write', accountOf: accountOfBody, answer: invite },
  {
    method: 'GET',
    path: '/users/invite/sent',
    class: 'live',
    answer: (context, call) => listInvitations(context, call, 'SENT'),
  },
  { method: 'DELETE', path: '/users/invite/sent/:id', class: 'write', answer: cancel },
  {
    method: 'GET',
    path: '/users/invite/received',
    class: 'live',
    answer: (context, call) => listInvitations(context, call, 'RECEIVED'),
  },
  {
    method: 'POST',
    path: '/users/invite/received/:id',
    class: 'write',
    accountOf: accountOfBody,
    answer: answerInvitation,
  },
]
