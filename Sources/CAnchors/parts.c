#include "anchors.h"

enum { WORD = 64 };

// The bits of `from` from `shift` on, of which there are `rest`: what is behind isn't read.
static inline uint64_t rest_of(const uint64_t *from, unsigned shift, unsigned rest) {
    uint64_t bits = from[0] >> shift;
    if (shift + rest > WORD) bits |= from[1] << (WORD - shift);
    return bits & ~(uint64_t)0 >> (WORD - rest);
}

int anchors_part(const uint64_t *planes, size_t words, size_t start, size_t count,
                 uint64_t *part) {
    if (count == 0) return 0;
    size_t whole = (count - 1) / WORD;
    unsigned shift = start % WORD, rest = (unsigned)(count - whole * WORD);
    planes += start / WORD;
    uint64_t any[ANCHORS_PLANES] = {0};
    for (unsigned plane = 0; plane < ANCHORS_PLANES; plane++) {
        const uint64_t *from = planes + plane * words;
        for (size_t word = 0; word < whole; word++, from++) {
            uint64_t bits = shift ? from[0] >> shift | from[1] << (WORD - shift) : from[0];
            any[plane] |= bits;
            *part++ = bits;
        }
        any[plane] |= *part++ = rest_of(from, shift, rest);
    }
    return anchors_planes_of(any);
}
