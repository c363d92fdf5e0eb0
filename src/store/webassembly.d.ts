/** The two calls we make; TypeScript has the whole of it only in its library for browsers. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>
  instantiate(
    module: object,
    imports: Record<string, object>,
  ): Promise<{ readonly exports: { __wbindgen_start(): void } }>
}
