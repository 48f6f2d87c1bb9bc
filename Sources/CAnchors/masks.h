#pragma once
#include "anchors.h"

enum { MASKS_WORDS = 1 << 13, MASKS_KEY_SHIFT = 19, BLANK_CLASS = 10 };
enum { BOX_SETS = ANCHORS_BOXES / 8, BOX_PLACES = 1 + ANCHORS_PLACES };

struct anchors_masks {
    // A byte belongs to the run alphabet when low[n] & high[n] isn't 0.
    uint8_t run_low[16];
    uint8_t run_high[16];
    // A bit for each of eight boxes that hold a class, of the byte before and of those behind it.
    uint8_t boxes[BOX_SETS][BOX_PLACES][ANCHORS_CLASSES];
    // A key is known when all of its bits are set in the word its hash names.
    uint32_t keys[MASKS_WORDS];
};

// The class of a byte is a nibble of a column, which its row selects, or what its row alone says.
// Rows 4 and 6, 5 and 7, 2, 3 have columns of their own; a tab is of the class of the blank.
extern const uint8_t class_columns[2][16];
extern const uint8_t class_rows[3][16];

/// The key of four bytes as they stand in keys.
static inline uint32_t masks_key(const uint8_t *folded) { return anchors_four_bytes(folded); }

/// The key of the four bytes behind the first one: bit 5 of each, the case of letters, is replaced
/// by whether a letter or a digit stands before.
uint32_t masks_key_behind(const uint8_t *before);

/// Whether a byte of this class is a letter or a digit.
static inline int is_word_class(unsigned class) { return (class >= 2 && class <= 5) || class == 14; }

static inline uint32_t masks_key_word(uint32_t key) {
    return key * ANCHORS_HASH_FACTOR >> MASKS_KEY_SHIFT;
}

static inline uint32_t masks_key_bits(uint32_t key) {
    return 1u << (key & 7) | 0x100u << (key >> 8 & 7) | 0x10000u << (key >> 16 & 7)
           | 0x1000000u << (key >> 24 & 7);
}

/// Whether a key is known.
static inline int masks_take_key(const anchors_masks *masks, uint32_t key) {
    uint32_t bits = masks_key_bits(key);
    return (masks->keys[masks_key_word(key)] & bits) == bits;
}

/// Whether a box holds the classes of five bytes.
static inline int masks_take_classes(const anchors_masks *masks, const uint8_t *classes) {
    uint8_t any = 0;
    for (unsigned set = 0; set < BOX_SETS; set++) {
        uint8_t all = 0xFF;
        for (unsigned place = 0; place < BOX_PLACES; place++)
            all &= masks->boxes[set][place][classes[place]];
        any |= all;
    }
    return any != 0;
}
