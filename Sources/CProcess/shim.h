#pragma once
// prctl is variadic and can't be imported; only what the command line needs of it.
#ifdef __linux__
#include <sys/prctl.h>
static inline int bauta_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
#else
static inline int bauta_forbid_dumps(void) { return 0; }
#endif
