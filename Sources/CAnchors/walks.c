#include "anchors.h"

enum { BLOCK = 64 };

// Where a walk ends that nothing ends before.
static inline size_t walk_end(const anchors_table *table, size_t start, size_t count) {
    return count - start > table->step_limit ? start + table->step_limit : count;
}

// Steps until a transition leads nowhere, to what is unbuilt or to what is notable, or `stop` is
// reached. All three have the flag. Two steps a round: a walk is short, and its counting was a third
// of it.
static inline uint32_t glide(const anchors_table *table, const uint8_t *text, size_t *position,
                             size_t stop, uint32_t *state) {
    const uint32_t *transitions = table->transitions;
    const uint8_t *classes = table->classes;
    size_t at = *position;
    uint32_t row = *state, next = row;
    for (; at + 1 < stop; at += 2) {
        next = transitions[row + classes[text[at]]];
        if (next & ANCHORS_NOTABLE) goto over;
        uint32_t second = transitions[next + classes[text[at + 1]]];
        if (second & ANCHORS_NOTABLE) {
            row = next;
            next = second;
            at++;
            goto over;
        }
        row = next = second;
    }
    if (at < stop) {
        next = transitions[row + classes[text[at]]];
        if (next & ANCHORS_NOTABLE) goto over;
        row = next;
        at++;
    }
over:
    *position = at;
    *state = row;
    return next;
}

void anchors_step(const anchors_table *table, const uint8_t *text, size_t count,
                  anchors_walk *walk) {
    size_t stop = walk_end(table, walk->start, count);
    walk->next = glide(table, text, &walk->position, stop, &walk->state);
    if (walk->position == stop) {
        if (stop < count) return;
        walk->next = table->transitions[walk->state + table->end_class];
    }
    if (walk->next == ANCHORS_UNBUILT) return;
    walk->position++;
    walk->state = walk->next & ~(uint32_t)ANCHORS_NOTABLE;
}

// Of one of many texts the marks of 64 bytes from a multiple of 64 on: none behind its end. Called,
// so that the loop around it keeps what it needs in registers.
__attribute__((noinline)) static uint64_t part_of(const anchors_texts *texts, size_t text,
                                                  size_t word) {
    size_t at = texts->bounds[2 * text] + word * BLOCK, rest = texts->bounds[2 * text + 1] - at;
    unsigned shift = at % BLOCK;
    const uint64_t *from = texts->starts + at / BLOCK;
    uint64_t bits = *from >> shift;
    // What is behind the end of the text isn't read.
    if (shift && shift + rest > BLOCK) bits |= from[1] << (BLOCK - shift);
    return rest < BLOCK ? bits & (((uint64_t)1 << rest) - 1) : bits;
}

// Of the cursor's text the next 64 bytes that have marks, and these; 0 when there are no more.
__attribute__((noinline)) static uint64_t next_marks(const anchors_texts *texts, size_t text,
                                                     size_t count, size_t *word) {
    size_t words = (count + BLOCK - 1) / BLOCK, at = *word;
    uint64_t bits = 0;
    if (texts->bounds[2 * text] == 0) {
        // The first text, most often the only one, begins where a word does.
        while (at < words && !(bits = texts->starts[at])) at++;
        if (bits) at++;
        // Behind its end something may be marked too.
        if (at == words && count % BLOCK) bits &= ((uint64_t)1 << count % BLOCK) - 1;
    } else {
        while (at < words && !bits) bits = part_of(texts, text, at++);
    }
    *word = at;
    return bits;
}

// The first of eight bytes is the lowest.
static inline uint64_t eight_bytes(const uint8_t *at) {
    return anchors_four_bytes(at) | (uint64_t)anchors_four_bytes(at + 4) << 32;
}

// Where a walk is kept that came to nothing: by four bytes, since most die there, whatever follows.
static inline size_t vain_slot(uint64_t bytes, uint32_t row) {
    return ((uint32_t)bytes ^ (uint64_t)row << 32) * 0x9E3779B97F4A7C15
           >> (64 - ANCHORS_VAIN_BITS);
}

// Begins walks in the cursor's text until one comes to something worth noting: most die before, and
// most of these over the same words. Numbers are seldom the same.
static inline anchors_status begin_walk(const anchors_table *table, const uint32_t *start_rows,
                                        anchors_vain *vains, const anchors_texts *texts,
                                        const uint8_t *text, size_t count,
                                        anchors_cursor *cursor) {
    size_t word = cursor->word;
    uint64_t bits = cursor->bits;
    anchors_status status = ANCHORS_DONE;
    for (;;) {
        if (!bits && !(bits = next_marks(texts, cursor->text, count, &word))) break;
        size_t start = (word - 1) * BLOCK + __builtin_ctzll(bits), at = start;
        uint32_t row = start_rows[start ? text[start - 1] : 256], state = row;
        if (row == ANCHORS_UNBUILT) {
            cursor->walk.start = start;
            status = ANCHORS_NEED_START;
            break;
        }
        bits &= bits - 1;
        anchors_vain *known = NULL;
        uint64_t bytes = 0;
        if (count - start >= ANCHORS_VAIN_LENGTH && text[start] > '9') {
            bytes = eight_bytes(text + start);
            known = vains + vain_slot(bytes, row);
            if (known->row == row && !((known->bytes ^ bytes) << known->others)) continue;
        }
        uint32_t next = glide(table, text, &at, walk_end(table, start, count), &state);
        if (next == ANCHORS_DEAD) {
            size_t length = at - start + 1;
            if (known && length <= ANCHORS_VAIN_LENGTH)
                *known = (anchors_vain){bytes, row, (uint32_t)(64 - 8 * length)};
            continue;
        }
        cursor->walk = (anchors_walk){.start = start, .position = at, .state = state};
        cursor->is_walking = 1;
        break;
    }
    cursor->word = word;
    cursor->bits = bits;
    return status;
}

// Goes on in the cursor's text; a function of its own, so that what all texts need stays out of its
// registers.
__attribute__((noinline)) static anchors_status search_text(
    const anchors_table *table, const uint32_t *start_rows, anchors_vain *vains,
    const anchors_texts *texts, anchors_cursor *cursor, anchors_hit *hits, size_t capacity,
    size_t *hit_count) {
    const uint8_t *text = texts->bytes + texts->bounds[2 * cursor->text];
    size_t count = texts->bounds[2 * cursor->text + 1] - texts->bounds[2 * cursor->text];
    anchors_walk *walk = &cursor->walk;
    for (;;) {
        if (!cursor->is_walking) {
            anchors_status status =
                begin_walk(table, start_rows, vains, texts, text, count, cursor);
            if (!cursor->is_walking) return status;
        }
        if (*hit_count == capacity) return ANCHORS_FULL;
        anchors_step(table, text, count, walk);
        if (walk->next == ANCHORS_UNBUILT) return ANCHORS_NEED_ROW;
        int is_notable = (walk->next & ANCHORS_NOTABLE) && walk->next != ANCHORS_DEAD;
        int is_over = walk->position > count || walk->state == 0;
        if (is_notable || !is_over) {
            hits[(*hit_count)++] = (anchors_hit){.text = (uint32_t)cursor->text,
                                                 .position = (uint32_t)walk->start,
                                                 .row = walk->next};
        }
        cursor->is_walking = is_notable && !is_over;
    }
}

anchors_status anchors_search(const anchors_table *table, const uint32_t *start_rows,
                              anchors_vain *vains, const anchors_texts *texts,
                              anchors_cursor *cursor, anchors_hit *hits, size_t capacity,
                              size_t *hit_count) {
    for (; cursor->text < texts->count; cursor->text++, cursor->word = 0) {
        anchors_status status =
            search_text(table, start_rows, vains, texts, cursor, hits, capacity, hit_count);
        if (status != ANCHORS_DONE) return status;
    }
    return ANCHORS_DONE;
}
