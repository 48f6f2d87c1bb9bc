#pragma once
#include <zlib.h>
// Only what Swift cannot import by itself belongs here: inflateInit2 is a macro.

/// Begins to read a gzip stream, and no other kind (zlib.h: 16 added to the window bits).
static inline int bauta_gunzip_init(z_stream *stream) {
    return inflateInit2(stream, 16 + MAX_WBITS);
}
