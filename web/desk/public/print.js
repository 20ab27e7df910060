// The frame that prints itself: see src/shared/print.ts.
addEventListener('afterprint', () => { parent.postMessage('printed', '*') })
addEventListener('load', () => { print() })
