// For require('isbe-torch'): the object `torch` itself, with the namespaces on it.
import * as everything from './index'

const { default: torch, ...named } = everything

export = Object.assign(torch, named, { default: torch })
