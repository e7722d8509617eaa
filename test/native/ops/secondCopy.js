// Loads a copy of the operator library beside the one in use, then calls an operator.
const { default: torch } = require('../../../dist/index')

torch.ops.loadLibrary(process.argv[2])
const logits = torch.tensor([[1, 1]])
console.log(torch.ops.isbe.soft_error(logits, torch.tensor([1n]))[0].toArray())
