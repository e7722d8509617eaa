/** TorchScript modules. PyTorch: `torch.jit`. */
export { load, type LoadScriptOptions } from './load'
export { save, ScriptModule } from './module'
