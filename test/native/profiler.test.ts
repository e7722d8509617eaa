import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import torch from '../../lib'

test('a thread profiles its own work only, and its profile ends with it', async () => {
  const worker = new Worker(join(__dirname, 'workers', 'profile.js'))
  await once(worker, 'message')
  expect(() => torch.profile(() => 1)).toThrow(/one profile at a time/)
  await worker.terminate()
  const { rows } = torch.profile(() => torch.tidy(() => torch.ones([2]).mul(2).toArray()))
  expect(rows.find(row => row.name === 'aten::mul.Tensor')?.calls).toBe(1)
  expect(rows.some(row => row.name === 'aten::add.Tensor')).toBe(false)
})
