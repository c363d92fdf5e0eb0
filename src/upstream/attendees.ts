import type { AttendeeObservation } from '../domain/observation.ts'
import { readAttendee } from '../providers/read-attendee.ts'
import { ask } from './ask.ts'
import type { OfProvider, Send } from './call.ts'
import { type Page, type PageRequest, pageQuery, pageReader, UnpagedBody } from './page.ts'

export type AttendeesRequest = OfProvider & PageRequest & { readonly accountId: string }
export type AttendeeRequest = OfProvider & { readonly attendeeId: string }
export type ChatAttendeesRequest = OfProvider & { readonly chatId: string; readonly cursor?: string | null }

export function attendeeOperations(send: Send) {
  return {
    /** The users that an account knows, its owner included. At most 250 a page. */
    listAttendees(request: AttendeesRequest, signal?: AbortSignal): Promise<Page<AttendeeObservation>> {
      const { accountId, provider } = request
      return ask(
        send,
        {
          class: 'STORE_READ',
          method: 'GET',
          route: '/chat_attendees',
          query: { account_id: accountId, ...pageQuery(request) },
          accountId,
        },
        pageReader((row) => readAttendee(provider, row)),
        signal,
      )
    },

    /** By Unipile ID. `NotFoundUpstreamError` means that no account knows a user by it. */
    getAttendee({ provider, attendeeId }: AttendeeRequest, signal?: AbortSignal): Promise<AttendeeObservation> {
      return ask(
        send,
        {
          class: 'STORE_READ',
          method: 'GET',
          route: '/chat_attendees/{attendeeId}',
          params: { attendeeId },
          accountId: null,
        },
        (body) => readAttendee(provider, body),
        signal,
      )
    },

    /** The members of one chat. Upstream names no pages here; a cursor is passed on should it give one, if it can be. */
    listChatAttendees(request: ChatAttendeesRequest, signal?: AbortSignal): Promise<Page<AttendeeObservation>> {
      const { provider, chatId } = request
      return ask(
        send,
        {
          class: 'STORE_READ',
          method: 'GET',
          route: '/chats/{chatId}/attendees',
          params: { chatId },
          query: pageQuery(request),
          accountId: null,
        },
        pageReader((row) => readAttendee(provider, row), UnpagedBody),
        signal,
      )
    },
  }
}
