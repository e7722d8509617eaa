// The CPU kernels of the operators.
#include "../backend.h"

ISBE_LIBRARY_IMPL(CPU, m) { isbe::loss::Backend<isbe::loss::forward_on_cpu>::add_to(m); }
