// Keeps the app on the phone, so that it opens where there is no network. What it shows is kept by the app itself.
const SHELF = 'anju-field'

self.addEventListener('install', event => {
  event.waitUntil(fill().then(() => self.skipWaiting()))
})

self.addEventListener('activate', event => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('fetch', event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || !url.pathname.startsWith('/field/')) return
  event.respondWith(request.mode === 'navigate' ? page(request) : asset(request))
})

/** The files that the start page names, then the page itself: at every moment what is kept belongs together. */
async function fill() {
  const answer = await fetch('/field/', { cache: 'no-store' })
  const files = [...new Set([...(await answer.clone().text()).matchAll(/(?:src|href)="(\/field\/[^"]+)"/g)].map(found => found[1]))]
  const shelf = await caches.open(SHELF)
  await shelf.addAll(files)
  await shelf.put('/field/', answer)
  for (const kept of await shelf.keys()) {
    const path = new URL(kept.url).pathname
    if (path !== '/field/' && !files.includes(path)) await shelf.delete(kept)
  }
}

/** The newest page where there is a network, else the one that is kept. */
async function page(request) {
  try {
    const answer = await fetch(request)
    if (answer.ok) void fill().catch(() => {})
    return answer
  } catch {
    return (await caches.match('/field/')) ?? Response.error()
  }
}

async function asset(request) {
  return (await caches.match(request)) ?? fetch(request)
}
