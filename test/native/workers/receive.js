// Receives a tensor through the public API, works on it in place and gives it back.
const { parentPort } = require('node:worker_threads')
const { default: torch } = require('../../../dist/index')
const { native } = require('../../../dist/native')

function receiveAgain(transfer) {
  try {
    torch.receive(transfer)
    return 'received twice'
  } catch (error) {
    return `${error.name} ${error.code}`
  }
}

parentPort.on('message', transfer => {
  const tensor = torch.receive(transfer)
  const address = native.dataAddress(tensor.handle)
  const again = receiveAgain(transfer)
  tensor.mul_(10)
  parentPort.postMessage({ address, again, transfer: tensor.transfer() })
  parentPort.close()
})
