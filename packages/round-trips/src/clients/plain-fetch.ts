import type { SentBody } from '../exchange.ts'
import { concrete, kindOf } from '../media-type.ts'
import { formDataOf } from '../multipart.ts'
import type { Client } from './client.ts'
import { replyOf } from './recorded-fetch.ts'
import { formOf, furtherFields, headersOf, targetOf } from './write-fields.ts'

/** No library: for what has no path in the document, and to tell a fault of a client from one of the server. */
export function createPlainFetch(origin: string): Client {
  return {
    name: 'fetch',
    async send(call, request, expected) {
      const headers = { ...headersOf(request), ...furtherFields(call, request, expected) }
      const init: RequestInit = { method: call.method, redirect: 'manual', headers }
      if (request.body) {
        Object.assign(headers, contentTypeOf(request.body))
        init.body = written(request.body)
      }
      return replyOf(await fetch(origin + targetOf(call, request), init))
    },
  }
}

/** A body as it goes over the wire. */
export function written({ content, value }: SentBody): string | Uint8Array<ArrayBuffer> | FormData {
  const kind = kindOf(content.contentType)
  if (value instanceof Uint8Array) return new Uint8Array(value)
  if (kind === 'multipart') return formDataOf(value)
  if (kind === 'form') return formOf(value).toString()
  return kind === 'json' ? JSON.stringify(value) : String(value)
}

/** Of a multipart body only whoever writes it knows the boundary. */
export function contentTypeOf({ content }: SentBody): { readonly 'Content-Type'?: string } {
  return kindOf(content.contentType) === 'multipart' ? {} : { 'Content-Type': concrete(content.contentType) }
}
