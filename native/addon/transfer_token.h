// What ends a tensor that was given away when nobody can receive it any more.
#pragma once

#include <napi.h>

#include "handles.h"

namespace isbe {

/// A SharedArrayBuffer to be posted beside a handle of `HandleTable::give_away`: messages that are
/// never delivered drop it, as garbage collectors do, and the last to drop it releases the tensor
/// if it was not taken. undefined in runtimes that cannot make such a buffer.
Napi::Value transfer_token(Napi::Env env, Handle handle);

}  // namespace isbe
