export function essenceOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase()
}

export type Kind = 'json' | 'form' | 'multipart' | 'text' | 'bytes'

/** How a body of this type is written. */
export function kindOf(contentType: string): Kind {
  const essence = essenceOf(contentType)
  if (essence === 'application/json' || essence.endsWith('+json') || essence === 'text/json') return 'json'
  if (essence === 'application/x-www-form-urlencoded') return 'form'
  if (essence.startsWith('multipart/')) return 'multipart'
  return essence.startsWith('text/') ? 'text' : 'bytes'
}

/** One of those that a range of media types stands for. */
export function concrete(contentType: string): string {
  if (contentType === '*/*') return 'application/octet-stream'
  return contentType.replace('/*', contentType.startsWith('image') ? '/png' : '/plain')
}
