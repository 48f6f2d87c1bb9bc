#pragma once
// prctl is variadic and mallopt isn't in Glibc's module; only what the command line needs of both.
#ifdef __linux__
#include <sys/prctl.h>
static inline int bauta_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
#else
static inline int bauta_forbid_dumps(void) { return 0; }
#endif
#ifdef __GLIBC__
#include <malloc.h>
// Blocks of this many bytes and more go back to the system when they are freed, and so does what is
// free at the end of a heap.
static inline int bauta_return_blocks_from(int bytes) {
    return mallopt(M_MMAP_THRESHOLD, bytes) && mallopt(M_TRIM_THRESHOLD, bytes);
}
#else
static inline int bauta_return_blocks_from(int bytes) { return 1; }
#endif
