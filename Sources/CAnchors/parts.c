#include "anchors.h"

enum { WORD = 64 };

int anchors_part(const uint64_t *planes, size_t words, size_t start, size_t count,
                 uint64_t *part) {
    if (count == 0) return 0;
    size_t first = start / WORD, whole = (count - 1) / WORD;
    unsigned shift = start % WORD, rest = (unsigned)(count - whole * WORD);
    // The last word may begin in one word and end in the next; what is behind isn't read.
    int goes_on = shift + rest > WORD;
    uint64_t last = ~(uint64_t)0 >> (WORD - rest), any[ANCHORS_PLANES] = {0};
    for (unsigned plane = 0; plane < ANCHORS_PLANES; plane++) {
        const uint64_t *from = planes + plane * words + first;
        for (size_t word = 0; word < whole; word++, from++) {
            uint64_t bits = shift ? from[0] >> shift | from[1] << (WORD - shift) : from[0];
            any[plane] |= bits;
            *part++ = bits;
        }
        uint64_t bits = goes_on ? from[0] >> shift | from[1] << (WORD - shift) : from[0] >> shift;
        any[plane] |= bits & last;
        *part++ = bits & last;
    }
    return (any[ANCHORS_STARTS] ? ANCHORS_HAS_STARTS : 0)
           | (any[ANCHORS_RUNS] ? ANCHORS_HAS_RUNS : 0)
           | (any[ANCHORS_SITES] ? ANCHORS_HAS_SITES : 0);
}
