#include "anchors.h"

enum { BLOCK = 64 };

#if defined(__SSE2__)
#include <emmintrin.h>

static anchors_joiners joiners(const uint8_t *bytes) {
    anchors_joiners found = {0, 0};
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i some = _mm_loadu_si128((const __m128i *)(bytes + i));
        unsigned hyphens = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(some, _mm_set1_epi8('-')));
        unsigned apostrophes =
            (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(some, _mm_set1_epi8('\'')));
        found.hyphens |= (uint64_t)hyphens << i;
        found.apostrophes |= (uint64_t)apostrophes << i;
    }
    return found;
}
#else
static anchors_joiners joiners(const uint8_t *bytes) {
    anchors_joiners found = {0, 0};
    for (unsigned i = 0; i < BLOCK; i++) {
        found.hyphens |= (uint64_t)(bytes[i] == '-') << i;
        found.apostrophes |= (uint64_t)(bytes[i] == '\'') << i;
    }
    return found;
}
#endif

anchors_joiners anchors_find_joiners(const uint8_t *bytes, size_t count) {
    if (count >= BLOCK) return joiners(bytes);
    uint8_t padded[BLOCK] = {0};
    memcpy(padded, bytes, count);
    return joiners(padded);
}
