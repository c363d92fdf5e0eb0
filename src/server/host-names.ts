import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuseUnread } from './refuse-unread.ts'

/** Addresses, and the names that lead nowhere but to the machine itself. */
const own = /^((.+\.)?localhost|[\d.]+|\[[\da-f:.]+\])$/

/**
 * Refuses requests for a host name that nobody gave this server: a page may have had its own name lead here, so that a
 * browser takes us for the page's site. True when the request was refused, and answered, already.
 */
export function createHostCheck(names: readonly string[]) {
  const known = new Set(names.map((name) => name.toLowerCase()))
  return ({ headers }: IncomingMessage, response: ServerResponse): boolean => {
    // Only what is older than HTTP/1.1, and so no browser, may leave it out.
    if (headers.host === undefined) return false
    const name = headers.host.toLowerCase().replace(/:\d*$/, '')
    if (own.test(name) || known.has(name)) return false
    const message = `This server is not known as ${name}: ask for localhost or an IP address, or name it in ACQUAINT_HOSTS.`
    refuseUnread(response, 403, { message, code: 'FORBIDDEN_HOST' })
    return true
  }
}
