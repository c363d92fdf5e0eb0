import type { Attendee } from '../domain/attendee.ts'
import type { Chat } from '../domain/chat.ts'
import type { Message } from '../domain/message.ts'
import type { User } from '../domain/user.ts'
import { builder } from './builder.ts'

/*
 * The types that refer to each other in circles: each is filled in by the file of its name, and named from here.
 */
export const UserType = builder.objectRef<User>('User')
export const AttendeeType = builder.objectRef<Attendee>('Attendee')
export const ChatType = builder.objectRef<Chat>('Chat')
export const MessageType = builder.objectRef<Message>('Message')

export const AttendeeConnection = builder.connectionObject(
  { type: AttendeeType, name: 'AttendeeConnection', description: 'A page of attendees.' },
  { name: 'AttendeeEdge', description: 'An attendee in a list.' },
)
export const ChatConnection = builder.connectionObject(
  { type: ChatType, name: 'ChatConnection', description: 'A page of chats.' },
  { name: 'ChatEdge', description: 'A chat in a list.' },
)
export const MessageConnection = builder.connectionObject(
  { type: MessageType, name: 'MessageConnection', description: 'A page of messages.' },
  { name: 'MessageEdge', description: 'A message in a list.' },
)
