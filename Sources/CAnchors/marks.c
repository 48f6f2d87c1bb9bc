#include "kernels.h"

// Turns membership into run positions: bit i stays when the 16 bits from i on are set. From the
// last word to the first, each stage doubling the length with what the word behind has.
// Returns what any word has.
static uint64_t mark_runs(uint64_t *words, size_t count) {
    uint64_t behind[4] = {0, 0, 0, 0}, any = 0;
    for (size_t i = count; i-- > 0;) {
        uint64_t word = words[i];
        for (unsigned stage = 0; stage < 4; stage++) {
            unsigned shift = 1u << stage;
            uint64_t shifted = word >> shift | behind[stage] << (64 - shift);
            behind[stage] = word;
            word &= shifted;
        }
        words[i] = word;
        any |= word;
    }
    return any;
}

// What of the bytes before a block decides where in it values may begin.
typedef struct {
    uint64_t hyphen, name, opened, reached, blank;
} site_carry;

// Adds with the carry of the word before.
static uint64_t add(uint64_t left, uint64_t right, uint64_t *carry) {
    uint64_t sum = left + right;
    uint64_t total = sum + *carry;
    *carry = (sum < left) | (total < sum);
    return total;
}

// Where values may begin: behind an operator, behind a comma after a quote, behind a name with two
// hyphens, and the blanks and quotes that follow. A carry that runs through set bits finds the end
// of each stretch.
static uint64_t sites(const uint64_t *kinds, site_carry *carry) {
    uint64_t name = kinds[NAME] | kinds[HYPHEN], blank = kinds[BLANK];
    uint64_t option = kinds[HYPHEN] & (kinds[HYPHEN] << 1 | carry->hyphen);
    carry->hyphen = kinds[HYPHEN] >> 63;
    uint64_t opening = kinds[OPERATOR] | (kinds[COMMA] & (blank << 1 | carry->blank));
    carry->blank = blank >> 63;
    uint64_t opened = (opening << 1 | carry->opened) | (add(name, option, &carry->name) & ~name);
    carry->opened = opening >> 63;
    uint64_t reached = add(blank, opened & blank, &carry->reached);
    return (opened | reached) & ~(blank | kinds[OPERATOR] | kinds[COMMA]);
}

int anchors_mark(const anchors_masks *masks, const uint8_t *text, size_t count,
                 uint64_t *planes, anchors_kernel kernel) {
    block_kernel *take = kernel_named(kernel);
    size_t words = (count + BLOCK - 1) / BLOCK;
    block_marks marks[MOST_BLOCKS];
    site_carry carry = {0};
    uint64_t starts = 0, runs = 0, opened = 0;
    for (size_t word = 0, blocks; word < words; word += blocks) {
        size_t start = word * BLOCK, left = count - start;
        const uint8_t *from = text + start;
        uint8_t padded[2 * BLOCK + AHEAD];
        // The last one or two blocks are taken by themselves, with zeros behind them.
        blocks = left < AHEAD ? 0 : (left - AHEAD) / BLOCK;
        if (blocks > MOST_BLOCKS) blocks = MOST_BLOCKS;
        if (blocks == 0) {
            blocks = words - word;
            memcpy(padded, from, left);
            memset(padded + left, 0, sizeof padded - left);
            from = padded;
        }
        take(masks, start ? text[start - 1] : '\n', from, (unsigned)blocks, marks);
        for (size_t i = 0; i < blocks; i++) {
            size_t rest = left - i * BLOCK;
            uint64_t inside = rest < BLOCK ? ((uint64_t)1 << rest) - 1 : ~(uint64_t)0;
            uint64_t start_marks = marks[i].starts & inside;
            uint64_t site_marks = sites(marks[i].kinds, &carry) & inside;
            uint64_t *plane = planes + word + i;
            plane[ANCHORS_STARTS * words] = start_marks;
            plane[ANCHORS_RUNS * words] = marks[i].run & inside;
            plane[ANCHORS_SITES * words] = site_marks;
            plane[ANCHORS_WORDS * words] = marks[i].kinds[WORD] & inside;
            plane[ANCHORS_CAPITALS * words] = marks[i].kinds[CAPITAL] & inside;
            plane[ANCHORS_DIGITS * words] = marks[i].kinds[DIGIT] & inside;
            starts |= start_marks;
            runs |= marks[i].run & inside;
            opened |= site_marks;
        }
    }
    if (runs) runs = mark_runs(planes + ANCHORS_RUNS * words, words);
    return (starts ? ANCHORS_HAS_STARTS : 0) | (runs ? ANCHORS_HAS_RUNS : 0)
           | (opened ? ANCHORS_HAS_SITES : 0);
}
