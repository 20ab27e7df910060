import { expect, test } from 'vitest'
import { deviceText } from './device'

test('浏览器和系统说成人话，认不出的照原样', () => {
  expect(deviceText('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0')).toBe('Edge · Windows')
  expect(deviceText('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36')).toBe('Chrome · Linux')
  expect(deviceText('Java-http-client/25')).toBe('Java-http-client/25')
  expect(deviceText(undefined)).toBe('未知设备')
})
