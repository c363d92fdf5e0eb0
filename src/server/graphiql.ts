import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import type { GraphiQLOptions } from 'graphql-yoga'
import { readExampleQueries } from './example-queries.ts'

const examples = readExampleQueries().map(({ query, variables }) => ({ query, variables }))

/** GraphiQL with a tab for each example query. Everything it needs is in the page: nothing is fetched from elsewhere. */
export const graphiqlOptions: GraphiQLOptions = {
  title: 'Acquaint',
  defaultTabs: examples,
}

/** The page, with a style and a script that come before GraphiQL's own. */
export function renderGraphiqlPage(options: GraphiQLOptions): string {
  const ours = `<style>${holdTabsStill}</style><script>${keepActiveTab}</script>`
  return renderGraphiQL(options).replace('<div id="root"></div>', (root) => `${root}${ours}`)
}

/**
 * With tabs from the start, GraphiQL keeps a stale offset for each and applies it when the tab is pressed: the tab
 * jumps from under the pointer and the click is lost.
 */
const holdTabsStill = '.graphiql-tabs .graphiql-tab { transform: none !important }'

/** As text within a script: no tag ends it. */
const firstVariables = JSON.stringify(examples[0]?.variables ?? '').replaceAll('<', '\\u003c')

/**
 * GraphiQL opens an empty tab on each reload unless it finds the active tab's texts stored by themselves, which it does
 * only for tabs that were edited. The variables of the tab that it opens with first it looks for nowhere else.
 */
const keepActiveTab = `
  try {
    const stored = JSON.parse(localStorage.getItem('graphiql:tabState'))
    const asked = new URL(location.href).searchParams.get('query')
    if (stored === null && asked === null) localStorage.setItem('graphiql:variables', ${firstVariables})
    const { tabs, activeTabIndex } = stored
    const tab = asked === null ? tabs[activeTabIndex] : tabs.find(({ query }) => query === asked)
    for (const part of ['query', 'variables', 'headers']) {
      if (tab[part]) localStorage.setItem('graphiql:' + part, tab[part])
      else localStorage.removeItem('graphiql:' + part)
    }
  } catch {
    // Nothing is stored yet, or not by this version.
  }`
