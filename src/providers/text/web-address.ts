/** An address taken apart. Nothing is resolved or followed, and addresses inside a query stay text. */
export type WebAddress = {
  /** Lower-case, without the colon; `https` when the text has none. */
  readonly scheme: string
  /** Lower-case, without port and final dot. */
  readonly host: string
  /** The path's parts that are not empty, decoded; the first part of an app's address is its host. */
  readonly path: readonly string[]
  /** Not decoded, without the question mark. */
  readonly query: string
  /** Not decoded, without the number sign. */
  readonly fragment: string
}

export type AddressProblem = 'USER_INFO' | 'BAD_ENCODING' | 'FOREIGN_HOST'

const HOST = /^([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::(?:80|443)?)?$/

/** Takes apart what follows the scheme and its slashes. */
export function splitAddress(scheme: string, rest: string): WebAddress | AddressProblem {
  const hash = rest.indexOf('#')
  const fragment = hash < 0 ? '' : rest.slice(hash + 1)
  const shown = hash < 0 ? rest : rest.slice(0, hash)
  const mark = shown.indexOf('?')
  const query = mark < 0 ? '' : shown.slice(mark + 1)
  const location = mark < 0 ? shown : shown.slice(0, mark)
  const slash = location.indexOf('/')
  const authority = slash < 0 ? location : location.slice(0, slash)
  if (authority.includes('@')) return 'USER_INFO'
  const host = HOST.exec(authority.toLowerCase())?.[1]
  if (host === undefined) return 'FOREIGN_HOST'
  const path = slash < 0 ? [] : splitPath(location.slice(slash + 1))
  return path ? { scheme, host, path, query, fragment } : 'BAD_ENCODING'
}

/** The path's parts that are not empty, decoded; null when one can't be. */
export function splitPath(text: string): readonly string[] | null {
  const parts: string[] = []
  let start = 0
  while (start < text.length) {
    const slash = text.indexOf('/', start)
    const end = slash < 0 ? text.length : slash
    const part = end > start ? decode(text.slice(start, end)) : ''
    if (part === null) return null
    if (part !== '') parts.push(part)
    start = end + 1
  }
  return parts
}

/** The first value with this name, decoded, in which a plus sign stays one; null when there is none. */
export function queryValue(address: WebAddress, name: string): string | null {
  for (const pair of address.query.split('&')) {
    const equals = pair.indexOf('=')
    if (equals === name.length && pair.slice(0, equals).toLowerCase() === name) return decode(pair.slice(equals + 1))
  }
  return null
}

/** Percent-decoded and composed, so that it equals the same text typed in; null when the encoding is broken. */
export function decode(text: string): string | null {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text).normalize('NFC')
  } catch {
    return null
  }
}
