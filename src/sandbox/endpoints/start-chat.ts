import { findAccount } from '../accounts.ts'
import type { Call, Context, Endpoint } from '../endpoint.ts'
import type { Form } from '../multipart.ts'
import { Problem } from '../problem.ts'
import { chatId } from '../shapes/chat.ts'
import { messageId } from '../shapes/message.ts'
import { findDirectChat } from '../world/changes.ts'
import { addConversation } from '../world/conversations.ts'
import { attendeesForUser } from '../world/knowing.ts'
import type { Account, Chat } from '../world/types.ts'
import { contentOf, fieldOf, isEmpty, requiredForm, sendMessage } from './outgoing.ts'
import { checkReachable, findRecipient, knowRecipient, type Recipient, type Terms } from './recipients.ts'

function readTerms(form: Form): Terms {
  const product = fieldOf(form, 'linkedin[api]') ?? 'classic'
  if (product !== 'classic' && product !== 'sales_navigator' && product !== 'recruiter') {
    throw new Problem('invalid_parameters', '/linkedin[api] Expected classic, recruiter or sales_navigator')
  }
  return { product, isInmail: fieldOf(form, 'linkedin[inmail]') === 'true', topic: fieldOf(form, 'linkedin[topic]') }
}

/** One recipient is written to in the chat there is, under whichever of their ids it was begun; several make a group. */
function openChat(
  context: Context,
  account: Account,
  form: Form,
  recipients: readonly Recipient[],
  terms: Terms,
): Chat {
  const { world } = context
  const [recipient] = recipients
  const known = recipient && recipients.length === 1 ? attendeesForUser(world, account, recipient.user) : []
  const named = known.filter(({ providerId }) => providerId === recipient?.providerId)
  for (const attendee of [...named, ...known]) {
    const chat = findDirectChat(world, attendee)
    if (chat && chat.product === terms.product) return chat
  }
  const members = recipients.map((each) => knowRecipient(context, account, each, terms.product))
  const isInmail = terms.isInmail || terms.product !== 'classic'
  return addConversation(world, {
    account,
    members,
    kind: members.length > 1 ? 'group' : 'direct',
    name: members.length > 1 ? (fieldOf(form, 'title') ?? null) : null,
    subject: account.provider === 'LINKEDIN' ? fieldOf(form, 'subject') : null,
    contentType: account.provider === 'LINKEDIN' && isInmail ? 'inmail' : null,
    product: terms.product,
  })
}

function startChat(context: Context, call: Call) {
  const form = requiredForm(call.form)
  const account = accountOfForm(context, call)
  if (!account) throw new Problem('invalid_parameters', '/account_id Required property')
  const ids = form.fields.get('attendees_ids') ?? []
  if (ids.length === 0) throw new Problem('missing_parameters', '/attendees_ids Required property')
  const terms = readTerms(form)
  const recipients = ids.map((id) => findRecipient(context, account, id, terms.product))
  for (const recipient of recipients) checkReachable(context, account, recipient, terms)
  const chat = openChat(context, account, form, recipients, terms)
  const content = contentOf(form)
  const message = isEmpty(content) ? null : sendMessage(context, chat, content)
  return {
    status: 201,
    body: { object: 'ChatStarted', chat_id: chatId(chat), message_id: message && messageId(message) },
  }
}

function accountOfForm(context: Context, { form }: Call): Account | null {
  const id = form && fieldOf(form, 'account_id')
  return id ? findAccount(context, id) : null
}

/** `POST /chats`, which makes its recipients attendees. */
export const startChatEndpoint: Endpoint = {
  method: 'POST',
  path: '/chats',
  class: 'write',
  accountOf: (context, { form }) => context.world.findAccount((form && fieldOf(form, 'account_id')) ?? ''),
  answer: startChat,
}
