#include "anchors.h"

enum { BLOCK = ANCHORS_RUN, ALPHABETS = 64, WORD = 64 };

// The first place from `from` on that is marked, or isn't when `flip` is all ones.
static size_t next_place(const uint64_t *marked, size_t words, size_t from, uint64_t flip) {
    uint64_t wanted = ~(uint64_t)0 << from % WORD;
    for (size_t word = from / WORD; word < words; word++, wanted = ~(uint64_t)0) {
        uint64_t bits = (marked[word] ^ flip) & wanted;
        if (bits) return word * WORD + (size_t)__builtin_ctzll(bits);
    }
    return words * WORD;
}

// Goes to the next stretch of marked bytes that is long enough; returns 0 when there is none.
static int begin_stretch(const uint64_t *marked, size_t count, size_t least,
                         anchors_run_cursor *cursor) {
    size_t words = (count + WORD - 1) / WORD;
    // A mark says that ANCHORS_RUN bytes follow: a stretch goes on behind its last one.
    size_t behind = ANCHORS_RUN - 1;
    do {
        size_t from = cursor->end < behind ? 0 : cursor->end - behind;
        cursor->position = next_place(marked, words, from, 0);
        if (cursor->position >= count) return 0;
        cursor->end = next_place(marked, words, cursor->position, ~(uint64_t)0) + behind;
        if (cursor->end > count) cursor->end = count;
    } while (cursor->end - cursor->position < least);
    memset(cursor->behind, 0, sizeof cursor->behind);
    return 1;
}

// Notes that only the alphabets of `running` go on behind `place`.
static size_t turn(anchors_run_cursor *cursor, uint64_t running, size_t place, anchors_run *runs) {
    size_t found = 0;
    for (uint64_t over = cursor->live & ~running; over; over &= over - 1) {
        unsigned alphabet = (unsigned)__builtin_ctzll(over);
        runs[found++] = (anchors_run){alphabet, cursor->begun[alphabet], (uint32_t)place};
    }
    for (uint64_t new = running & ~cursor->live; new; new &= new - 1)
        cursor->begun[__builtin_ctzll(new)] = (uint32_t)(place + 1 - BLOCK);
    cursor->live = running;
    return found;
}

// The alphabets that hold ANCHORS_RUN bytes in a row are those that hold all of a block up to some
// byte and all of the block before from behind that place on. Before the first block of a stretch
// is nothing, and behind the end of the stretch nothing goes on.
static size_t take_block(const uint64_t *holders, const uint8_t *text, anchors_run_cursor *cursor,
                         anchors_run *runs) {
    uint64_t held[BLOCK], all = ~(uint64_t)0;
    size_t found = 0, first = cursor->position, left = cursor->end - first;
    int begins = cursor->behind[BLOCK - 1] == 0;
    cursor->position += BLOCK;
    for (unsigned i = 0; i < BLOCK && i < left; i++) {
        held[i] = holders[text[first + i]];
        all &= held[i];
        if (begins && i + 1 < BLOCK) continue;
        uint64_t running = i + 1 == BLOCK ? all : cursor->behind[i] & all;
        if (running != cursor->live) found += turn(cursor, running, first + i, runs + found);
    }
    if (left < BLOCK) return found + turn(cursor, 0, cursor->end, runs + found);
    all = ~(uint64_t)0;
    for (unsigned i = BLOCK; i-- > 0;) {
        cursor->behind[i] = all;
        all &= held[i];
    }
    return found;
}

// The same of a single alphabet: of each stretch what is held as long as it goes on.
static size_t take_stretch(const uint64_t *holders, const uint8_t *text,
                           anchors_run_cursor *cursor, anchors_run *run) {
    size_t at = cursor->position, start;
    do {
        while (at < cursor->end && !(holders[text[at]] & 1)) at++;
        for (start = at; at < cursor->end && holders[text[at]] & 1;) at++;
    } while (at < cursor->end && at - start < BLOCK);
    cursor->position = at;
    *run = (anchors_run){0, (uint32_t)start, (uint32_t)at};
    return at - start >= BLOCK;
}

size_t anchors_find_runs(const uint64_t *holders, unsigned alphabets, size_t least,
                         const uint8_t *text, size_t count, const uint64_t *marked,
                         anchors_run_cursor *cursor, anchors_run *runs, size_t capacity) {
    size_t found = 0;
    while (found + ALPHABETS <= capacity) {
        int is_over = cursor->position + (cursor->live == 0) > cursor->end;
        if (is_over && !begin_stretch(marked, count, least, cursor)) break;
        found += alphabets == 1 ? take_stretch(holders, text, cursor, runs + found)
                                : take_block(holders, text, cursor, runs + found);
    }
    return found;
}
