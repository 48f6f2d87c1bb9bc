#include "anchors.h"

#include <string.h>

size_t anchors_find_keys(const uint64_t *filter, const uint8_t *text, size_t count,
                         size_t *position, uint32_t *places, size_t capacity) {
    size_t found = 0, at = *position;
    for (; at + ANCHORS_KEY_LENGTH <= count && found < capacity; at += 2) {
        uint32_t hash = anchors_key_hash(text + at);
        if (filter[hash / 64] >> (hash % 64) & 1) places[found++] = (uint32_t)at;
    }
    *position = at;
    return found;
}

static inline int is_letter(uint8_t byte) { return byte >= 'a' && byte <= 'z'; }

static int equals(const uint8_t *at, const uint8_t *needle, size_t length, int ignores_case) {
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = at[i];
        if (ignores_case && byte >= 'A' && byte <= 'Z') byte |= 0x20;
        if (byte != needle[i]) return 0;
    }
    return 1;
}

int anchors_contains(const uint8_t *text, size_t count, const uint8_t *needle, size_t length,
                     int ignores_case) {
    enum { BLOCK = 64 };
    if (length == 0) return 1;
    if (length > count) return 0;
    // The first and the last byte, in both cases where they are letters: a loop that compilers
    // turn into vectors tells which blocks hold both.
    uint8_t first = needle[0], last = needle[length - 1];
    uint8_t first_case = ignores_case && is_letter(first) ? 0x20 : 0;
    uint8_t last_case = ignores_case && is_letter(last) ? 0x20 : 0;
    size_t places = count - length + 1, at = 0;
    for (; at + BLOCK <= places; at += BLOCK) {
        const uint8_t *left = text + at, *right = left + length - 1;
        uint8_t any = 0;
        for (unsigned i = 0; i < BLOCK; i++)
            any |= ((left[i] | first_case) == first) & ((right[i] | last_case) == last);
        if (!any) continue;
        for (unsigned i = 0; i < BLOCK; i++)
            if (equals(left + i, needle, length, ignores_case)) return 1;
    }
    for (; at < places; at++)
        if (equals(text + at, needle, length, ignores_case)) return 1;
    return 0;
}
