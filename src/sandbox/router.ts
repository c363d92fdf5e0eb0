type Route = { readonly method: string; readonly path: string }
type Match<T> = { readonly route: T; readonly params: Readonly<Record<string, string>> }

/** Finds the first route for a method and path; null when there is none. Paths have `:names` for what varies. */
export function createRouter<T extends Route>(routes: readonly T[]): (method: string, path: string) => Match<T> | null {
  const compiled = routes.map((route) => ({
    route,
    names: [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name),
    pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/:\w+/g, '([^/]+)')}$`),
  }))
  return (method, path) => {
    for (const { route, names, pattern } of compiled) {
      const values = route.method === method ? pattern.exec(path)?.slice(1) : undefined
      if (values)
        return { route, params: Object.fromEntries(names.map((name, place) => [name, decode(values[place])])) }
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
