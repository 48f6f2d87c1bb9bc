#pragma once
#include "masks.h"

// A kernel takes some blocks of 64 bytes at a time and reads some bytes behind them.
enum { BLOCK = 64, MOST_BLOCKS = 8, AHEAD = 32, READ = MOST_BLOCKS * BLOCK + AHEAD };

// What is told apart of a byte, beside the anchors: a bit for each kind.
enum {
    BLANK,     // a blank, a tab, a quote, a backslash
    OPERATOR,  // = : > | ? (
    HYPHEN,
    DIGIT,
    CAPITAL,   // a capital letter or a byte beyond ASCII
    WORD,      // a letter or a digit
    NAME,      // of a word, _ . / ^ or a byte beyond ASCII
    COMMA,
    KINDS
};

// What a kernel tells of 64 positions.
typedef struct {
    uint64_t starts;
    uint64_t run;    // of the run alphabet
    uint64_t kinds[KINDS];
} block_marks;

// Fills the marks of each block; `before` is the byte before the first one.
typedef void block_kernel(const anchors_masks *masks, uint8_t before, const uint8_t *text,
                          unsigned blocks, block_marks *marks);

/// The kernel of a name; NULL when this machine or build hasn't got it.
block_kernel *kernel_named(anchors_kernel kernel);
