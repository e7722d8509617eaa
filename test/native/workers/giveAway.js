// Gives tensors away: as many as are posted are told to the parent, the others to nobody.
const { setInterval } = require('node:timers')
const { parentPort, workerData } = require('node:worker_threads')
const { default: torch } = require('../../../dist/index')

const posted = Array.from({ length: workerData.posted }, () => torch.ones([1000]).transfer())
const silent = Array.from({ length: workerData.silent }, () => torch.ones([1000]).transfer())
for (const transfer of silent) void transfer.isbeTensor
parentPort.postMessage(posted)
if (workerData.stay) setInterval(() => silent, 1000)
