import type { NotWritten } from '../domain/client-write.ts'
import { builder } from './builder.ts'
import { ChatStartedType, type ToldChange } from './relationship-change.ts'
import { type Nobody, nobodyTypes } from './user-result.ts'
import { ChatReadSetType, InvitationAcceptedType, InvitationSentType, MessageSentType } from './write-payloads.ts'
import { OutcomeUnknownType, refusalTypes } from './write-refusals.ts'

const doneTypes = {
  MESSAGE_SENT: MessageSentType,
  CHAT_READ_SET: ChatReadSetType,
  INVITATION_SENT: InvitationSentType,
  INVITATION_ACCEPTED: InvitationAcceptedType,
}
const resultTypes = { ...doneTypes, ...nobodyTypes, OUTCOME_UNKNOWN: OutcomeUnknownType }

type Result = ToldChange | NotWritten | Nobody | { readonly result: keyof typeof doneTypes }

function typeOfResult(value: Result) {
  if (!('result' in value)) return ChatStartedType
  return value.result === 'REFUSED' ? refusalTypes[value.refusal] : resultTypes[value.result]
}

const nobody = Object.values(nobodyTypes)
const notWritten = [...Object.values(refusalTypes), OutcomeUnknownType]

export const StartChatResult = builder.unionType('StartChatResult', {
  description: 'What became of starting a chat.',
  types: [ChatStartedType, ...nobody, ...notWritten],
  resolveType: typeOfResult,
})

export const SendMessageResult = builder.unionType('SendMessageResult', {
  description: 'What became of sending a message.',
  types: [MessageSentType, ...notWritten],
  resolveType: typeOfResult,
})

export const SetChatReadResult = builder.unionType('SetChatReadResult', {
  description: 'What became of marking a chat.',
  types: [ChatReadSetType, ...notWritten],
  resolveType: typeOfResult,
})

export const SendInvitationResult = builder.unionType('SendInvitationResult', {
  description: 'What became of inviting somebody.',
  types: [InvitationSentType, ...nobody, ...notWritten],
  resolveType: typeOfResult,
})

export const AcceptInvitationResult = builder.unionType('AcceptInvitationResult', {
  description: 'What became of accepting an invitation.',
  types: [InvitationAcceptedType, ...nobody, ...notWritten],
  resolveType: typeOfResult,
})
