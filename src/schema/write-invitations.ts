import { readAccount } from './arguments.ts'
import { builder } from './builder.ts'
import { AcceptInvitationInput, readKey, readTextToSend, SendInvitationInput } from './write-inputs.ts'
import { toldAcceptance, toldInvitation } from './write-payloads.ts'
import { AcceptInvitationResult, SendInvitationResult } from './write-results.ts'
import { readRecipient } from './write-targets.ts'

builder.mutationFields((t) => ({
  sendInvitation: t.field({
    type: SendInvitationResult,
    description: 'Asks a user to become a contact of an account, where the provider has that.',
    args: { input: t.arg({ type: SendInvitationInput, required: true, description: 'Whom, from where.' }) },
    resolve: async (_mutation, { input }, context) => {
      const account = readAccount('input.account', input.account, context)
      const recipient = await readRecipient('input.user', input.user, account, context)
      if ('refusal' in recipient) return recipient.refusal
      const message = input.message == null ? null : readTextToSend('input.message', input.message, 300)
      const key = readKey(input.idempotencyKey)
      const outcome = await context.writes.sendInvitation({ key, asked: input, account, recipient, message })
      return toldInvitation(outcome, context)
    },
  }),
  acceptInvitation: t.field({
    type: AcceptInvitationResult,
    description:
      'Makes a contact of a user who invited an account. Looks for the invitation at the provider, so it counts there.',
    args: { input: t.arg({ type: AcceptInvitationInput, required: true, description: 'Whose, by which account.' }) },
    resolve: async (_mutation, { input }, context) => {
      const account = readAccount('input.account', input.account, context)
      const recipient = await readRecipient('input.user', input.user, account, context)
      if ('refusal' in recipient) return recipient.refusal
      const key = readKey(input.idempotencyKey)
      const outcome = await context.writes.acceptInvitation({ key, asked: input, account, recipient })
      return toldAcceptance(outcome, context)
    },
  }),
}))
