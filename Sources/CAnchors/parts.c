#include "anchors.h"

enum { WORD = 64 };

// The bits from `shift` on of the word at `from` and the one behind it, which is there when wanted.
static uint64_t word_at(const uint64_t *from, unsigned shift, int wants_next) {
    uint64_t bits = from[0] >> shift;
    return shift && wants_next ? bits | from[1] << (WORD - shift) : bits;
}

int anchors_part(const uint64_t *planes, size_t words, size_t start, size_t count,
                 uint64_t *part) {
    if (count == 0) return 0;
    size_t first = start / WORD, whole = (count - 1) / WORD;
    unsigned shift = start % WORD, rest = (unsigned)(count - whole * WORD);
    uint64_t last = ~(uint64_t)0 >> (WORD - rest), any[ANCHORS_PLANES] = {0};
    for (unsigned plane = 0; plane < ANCHORS_PLANES; plane++) {
        const uint64_t *from = planes + plane * words + first;
        for (size_t word = 0; word < whole; word++)
            any[plane] |= *part++ = word_at(from++, shift, 1);
        any[plane] |= *part++ = word_at(from, shift, shift + rest > WORD) & last;
    }
    return (any[ANCHORS_STARTS] ? ANCHORS_HAS_STARTS : 0)
           | (any[ANCHORS_RUNS] ? ANCHORS_HAS_RUNS : 0)
           | (any[ANCHORS_SITES] ? ANCHORS_HAS_SITES : 0);
}
