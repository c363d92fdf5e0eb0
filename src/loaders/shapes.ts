/** Which shapes of rows the store can put together by itself. */
export { canRender } from '../store/rendered/index.ts'
