import type { Endpoint } from './endpoint.ts'

type Match = { readonly endpoint: Endpoint; readonly params: Readonly<Record<string, string>> }

/** Finds the first endpoint for a method and path; null when there is none. */
export function createRouter(endpoints: readonly Endpoint[]): (method: string, path: string) => Match | null {
  const routes = endpoints.map((endpoint) => ({
    endpoint,
    names: [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name),
    pattern: new RegExp(`^${endpoint.path.replace(/:\w+/g, '([^/]+)')}$`),
  }))
  return (method, path) => {
    for (const { endpoint, names, pattern } of routes) {
      const values = endpoint.method === method ? pattern.exec(path)?.slice(1) : undefined
      if (values)
        return { endpoint, params: Object.fromEntries(names.map((name, place) => [name, decode(values[place])])) }
    }
    return null
  }
}

function decode(value = ''): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
