#include "anchors.h"

// The alphabets that hold ANCHORS_RUN bytes in a row are those that hold all of a block up to some
// byte and all of the block before from behind that place on.
size_t anchors_find_runs(const uint64_t *holders, const uint8_t *text, size_t end,
                         anchors_run_cursor *cursor, anchors_run *runs, size_t capacity) {
    enum { BLOCK = ANCHORS_RUN, ALPHABETS = 64 };
    size_t found = 0;
    // Zeros behind the end close what is live there.
    for (; cursor->position <= end && found + ALPHABETS <= capacity; cursor->position += BLOCK) {
        uint64_t held[BLOCK], all = ~(uint64_t)0;
        for (unsigned i = 0; i < BLOCK; i++) {
            size_t place = cursor->position + i;
            held[i] = place < end ? holders[text[place]] : 0;
            all &= held[i];
            uint64_t running = i + 1 == BLOCK ? all : cursor->behind[i] & all;
            if (running == cursor->live) continue;
            for (uint64_t over = cursor->live & ~running; over; over &= over - 1) {
                unsigned alphabet = (unsigned)__builtin_ctzll(over);
                runs[found].alphabet = alphabet;
                runs[found].start = cursor->begun[alphabet];
                runs[found++].end = (uint32_t)place;
            }
            for (uint64_t new = running & ~cursor->live; new; new &= new - 1)
                cursor->begun[__builtin_ctzll(new)] = (uint32_t)(place + 1 - BLOCK);
            cursor->live = running;
        }
        all = ~(uint64_t)0;
        for (unsigned i = BLOCK; i-- > 0;) {
            cursor->behind[i] = all;
            all &= held[i];
        }
    }
    return found;
}
