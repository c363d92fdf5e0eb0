import type { LookupRequest } from './adapter.ts'

const reservedWords: ReadonlySet<string> = new Set(['me', 'relations', 'followers', 'following', 'invite'])

/** Upstream has a route of its own under `/users/` with this lower-case name, so no user can be looked up by it. */
export function isReservedUpstream(value: string): boolean {
  return reservedWords.has(value)
}

/** Asks for a user by one value; null when upstream would not take the value for a user's. */
export function userRequest(value: string): LookupRequest | null {
  return isReservedUpstream(value) ? null : request('/users/', value)
}

/** Asks for a LinkedIn company by its slug or number. */
export function companyRequest(value: string): LookupRequest | null {
  return request('/linkedin/company/', value)
}

function request(route: string, value: string): LookupRequest | null {
  // Dots alone survive encoding, and a client that resolves them leaves the route.
  if (value === '' || value === '.' || value === '..' || !value.isWellFormed()) return null
  return { method: 'GET', path: route + encodeURIComponent(value) }
}
