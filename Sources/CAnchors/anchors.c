#include "anchors.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { BLOCK = 64, PADDED = BLOCK + ANCHORS_PLACES };

// Classes of bytes, by nibbles: a byte is of those whose bits low[n] & high[n] has.
static const uint8_t assign_low[16] = {0x05, 0, 0x01, 0, 0, 0, 0, 0x01,
                                       0x40, 0x02, 0x10, 0, 0x28, 0x90, 0x10, 0x10};
static const uint8_t assign_high[16] = {0x02, 0, 0xC1, 0x10, 0, 0x08, 0x04, 0x20};
static const uint8_t word_low[16] = {0x95, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F, 0x9F,
                                     0x9F, 0x9F, 0x9E, 0x8A, 0xCA, 0x8A, 0xAA, 0xAA};
static const uint8_t word_high[16] = {0, 0, 0x60, 0x01, 0x02, 0x24, 0x08, 0x10,
                                      0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80};

// What is told apart of a byte, beside the anchors.
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
// The bits of a kind; of the first table up to HYPHEN, then of the second.
static const uint8_t kind_bits[KINDS] = {0x0F, 0x70, 0x80, 0x01, 0x86, 0x1F, 0xBF, 0x40};

// What a kernel tells of 64 positions.
typedef struct {
    uint64_t found;  // some group takes the position
    uint64_t run;    // of the run alphabet
    uint64_t kinds[KINDS];
} block_marks;

// A kernel takes a block of 64 bytes and three bytes behind it.
typedef void block_kernel(const anchors_masks *masks, const uint8_t *text, block_marks *marks);

static void block_scalar(const anchors_masks *masks, const uint8_t *text, block_marks *marks) {
    memset(marks, 0, sizeof *marks);
    for (unsigned i = 0; i < BLOCK; i++) {
        const uint8_t *at = text + i;
        for (unsigned g = 0; g < ANCHORS_GROUPS; g++) {
            uint8_t groups = 0xFF;
            for (unsigned k = 0; k < ANCHORS_PLACES; k++)
                groups &= masks->low[g][k][at[k] & 15] & masks->high[g][k][at[k] >> 4];
            marks->found |= (uint64_t)(groups != 0) << i;
        }
        uint8_t low = at[0] & 15, high = at[0] >> 4;
        marks->run |= (uint64_t)((masks->run_low[low] & masks->run_high[high]) != 0) << i;
        uint8_t assign = assign_low[low] & assign_high[high];
        uint8_t word = word_low[low] & word_high[high];
        for (unsigned k = 0; k < KINDS; k++)
            marks->kinds[k] |= (uint64_t)(((k <= HYPHEN ? assign : word) & kind_bits[k]) != 0) << i;
    }
}

#if defined(__x86_64__)
__attribute__((target("ssse3"))) static inline __m128i nibbles_ssse3(
    const uint8_t *low_table, const uint8_t *high_table, __m128i low, __m128i high) {
    __m128i a = _mm_loadu_si128((const __m128i *)low_table);
    __m128i b = _mm_loadu_si128((const __m128i *)high_table);
    return _mm_and_si128(_mm_shuffle_epi8(a, low), _mm_shuffle_epi8(b, high));
}

__attribute__((target("ssse3"))) static inline uint64_t bits_ssse3(__m128i bytes) {
    return (uint16_t)~_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_setzero_si128()));
}

__attribute__((target("ssse3"))) static void block_ssse3(
    const anchors_masks *masks, const uint8_t *text, block_marks *marks) {
    const __m128i nibble = _mm_set1_epi8(15);
    memset(marks, 0, sizeof *marks);
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i groups[ANCHORS_GROUPS];
        for (unsigned g = 0; g < ANCHORS_GROUPS; g++) groups[g] = _mm_set1_epi8(-1);
        for (unsigned k = 0; k < ANCHORS_PLACES; k++) {
            __m128i x = _mm_loadu_si128((const __m128i *)(text + i + k));
            __m128i low = _mm_and_si128(x, nibble);
            __m128i high = _mm_and_si128(_mm_srli_epi16(x, 4), nibble);
            for (unsigned g = 0; g < ANCHORS_GROUPS; g++)
                groups[g] = _mm_and_si128(
                    groups[g], nibbles_ssse3(masks->low[g][k], masks->high[g][k], low, high));
            if (k != 0) continue;
            marks->run |= bits_ssse3(nibbles_ssse3(masks->run_low, masks->run_high, low, high))
                          << i;
            __m128i assign = nibbles_ssse3(assign_low, assign_high, low, high);
            __m128i word = nibbles_ssse3(word_low, word_high, low, high);
            for (unsigned kind = 0; kind < KINDS; kind++) {
                __m128i bits = _mm_set1_epi8((char)kind_bits[kind]);
                marks->kinds[kind] |=
                    bits_ssse3(_mm_and_si128(kind <= HYPHEN ? assign : word, bits)) << i;
            }
        }
        for (unsigned g = 1; g < ANCHORS_GROUPS; g++) groups[0] = _mm_or_si128(groups[0], groups[g]);
        marks->found |= bits_ssse3(groups[0]) << i;
    }
}

__attribute__((target("avx2"))) static inline __m256i nibbles_avx2(
    const uint8_t *low_table, const uint8_t *high_table, __m256i low, __m256i high) {
    __m256i a = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)low_table));
    __m256i b = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)high_table));
    return _mm256_and_si256(_mm256_shuffle_epi8(a, low), _mm256_shuffle_epi8(b, high));
}

__attribute__((target("avx2"))) static inline uint64_t bits_avx2(__m256i bytes) {
    return (uint32_t)~_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256()));
}

__attribute__((target("avx2"))) static void block_avx2(
    const anchors_masks *masks, const uint8_t *text, block_marks *marks) {
    const __m256i nibble = _mm256_set1_epi8(15);
    memset(marks, 0, sizeof *marks);
    for (unsigned i = 0; i < BLOCK; i += 32) {
        __m256i groups[ANCHORS_GROUPS];
        for (unsigned g = 0; g < ANCHORS_GROUPS; g++) groups[g] = _mm256_set1_epi8(-1);
        for (unsigned k = 0; k < ANCHORS_PLACES; k++) {
            __m256i x = _mm256_loadu_si256((const __m256i *)(text + i + k));
            __m256i low = _mm256_and_si256(x, nibble);
            __m256i high = _mm256_and_si256(_mm256_srli_epi16(x, 4), nibble);
            for (unsigned g = 0; g < ANCHORS_GROUPS; g++)
                groups[g] = _mm256_and_si256(
                    groups[g], nibbles_avx2(masks->low[g][k], masks->high[g][k], low, high));
            if (k != 0) continue;
            marks->run |= bits_avx2(nibbles_avx2(masks->run_low, masks->run_high, low, high)) << i;
            __m256i assign = nibbles_avx2(assign_low, assign_high, low, high);
            __m256i word = nibbles_avx2(word_low, word_high, low, high);
            for (unsigned kind = 0; kind < KINDS; kind++) {
                __m256i bits = _mm256_set1_epi8((char)kind_bits[kind]);
                marks->kinds[kind] |=
                    bits_avx2(_mm256_and_si256(kind <= HYPHEN ? assign : word, bits)) << i;
            }
        }
        for (unsigned g = 1; g < ANCHORS_GROUPS; g++)
            groups[0] = _mm256_or_si256(groups[0], groups[g]);
        marks->found |= bits_avx2(groups[0]) << i;
    }
}
#endif

#if defined(__aarch64__)
// One bit a byte that isn't 0, as x86's movemask gives it.
static uint64_t bits_neon(uint8x16_t bytes) {
    const uint8x16_t weight = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t bits = vandq_u8(vtstq_u8(bytes, bytes), weight);
    return vaddv_u8(vget_low_u8(bits)) | (uint32_t)vaddv_u8(vget_high_u8(bits)) << 8;
}

static uint8x16_t nibbles_neon(const uint8_t *low_table, const uint8_t *high_table,
                               uint8x16_t low, uint8x16_t high) {
    return vandq_u8(vqtbl1q_u8(vld1q_u8(low_table), low), vqtbl1q_u8(vld1q_u8(high_table), high));
}

static void block_neon(const anchors_masks *masks, const uint8_t *text, block_marks *marks) {
    memset(marks, 0, sizeof *marks);
    for (unsigned i = 0; i < BLOCK; i += 16) {
        uint8x16_t groups[ANCHORS_GROUPS];
        for (unsigned g = 0; g < ANCHORS_GROUPS; g++) groups[g] = vdupq_n_u8(0xFF);
        for (unsigned k = 0; k < ANCHORS_PLACES; k++) {
            uint8x16_t x = vld1q_u8(text + i + k);
            uint8x16_t low = vandq_u8(x, vdupq_n_u8(15)), high = vshrq_n_u8(x, 4);
            for (unsigned g = 0; g < ANCHORS_GROUPS; g++)
                groups[g] = vandq_u8(
                    groups[g], nibbles_neon(masks->low[g][k], masks->high[g][k], low, high));
            if (k != 0) continue;
            marks->run |= bits_neon(nibbles_neon(masks->run_low, masks->run_high, low, high)) << i;
            uint8x16_t assign = nibbles_neon(assign_low, assign_high, low, high);
            uint8x16_t word = nibbles_neon(word_low, word_high, low, high);
            for (unsigned kind = 0; kind < KINDS; kind++)
                marks->kinds[kind] |= bits_neon(vandq_u8(kind <= HYPHEN ? assign : word,
                                                         vdupq_n_u8(kind_bits[kind])))
                                      << i;
        }
        for (unsigned g = 1; g < ANCHORS_GROUPS; g++) groups[0] = vorrq_u8(groups[0], groups[g]);
        marks->found |= bits_neon(groups[0]) << i;
    }
}
#endif

// x86-64 before SSSE3 (2006) has no byte shuffle, so that SSE2 alone gets the scalar kernel.
static block_kernel *kernel_named(anchors_kernel kernel) {
    switch (kernel) {
    case ANCHORS_SCALAR: return block_scalar;
#if defined(__x86_64__)
    case ANCHORS_SSSE3: return __builtin_cpu_supports("ssse3") ? block_ssse3 : NULL;
    case ANCHORS_AVX2: return __builtin_cpu_supports("avx2") ? block_avx2 : NULL;
    case ANCHORS_BEST:
        if (__builtin_cpu_supports("avx2")) return block_avx2;
        return __builtin_cpu_supports("ssse3") ? block_ssse3 : block_scalar;
#elif defined(__aarch64__)
    case ANCHORS_NEON:
    case ANCHORS_BEST: return block_neon;
#else
    case ANCHORS_BEST: return block_scalar;
#endif
    default: return NULL;
    }
}

int anchors_has(anchors_kernel kernel) { return kernel_named(kernel) != NULL; }

// Leaves those of the found positions whose hash is known or whose bytes a bucket takes.
static uint64_t exactly(const anchors_masks *masks, const uint8_t *before, uint64_t found,
                        const uint32_t *keys) {
    uint64_t kept = 0;
    for (uint64_t rest = found; rest; rest &= rest - 1) {
        const uint8_t *at = before + __builtin_ctzll(rest);
        uint32_t hash = anchors_mark_hash(at + 1);
        if (!(keys[hash / 32] >> hash % 32 & 1)) {
            uint64_t buckets = masks->exact[0][at[0]] & masks->exact[1][at[1]];
            if (!buckets) continue;
            buckets &= masks->exact[2][at[2]] & masks->exact[3][at[3]] & masks->exact[4][at[4]];
            if (!buckets) continue;
        }
        kept |= rest & -rest;
    }
    return kept;
}

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
    block_kernel *block = kernel_named(kernel);
    size_t words = (count + BLOCK - 1) / BLOCK;
    uint8_t padded[PADDED];
    block_marks marks;
    site_carry carry = {0};
    uint64_t starts = 0, runs = 0, opened = 0, letter = 0, digit = 0;
    for (size_t word = 0; word < words; word++) {
        size_t start = word * BLOCK, left = count - start;
        const uint8_t *before = text + start - 1;
        if (start == 0 || left < PADDED - 1) {
            size_t kept = left < PADDED - 1 ? left : PADDED - 1;
            memset(padded, 0, PADDED);
            padded[0] = start == 0 ? '\n' : text[start - 1];
            memcpy(padded + 1, text + start, kept);
            before = padded;
        }
        block(masks, before + 1, &marks);
        uint64_t inside = left < BLOCK ? ((uint64_t)1 << left) - 1 : ~(uint64_t)0;
        // Behind what is no letter or digit, and where digits begin, all are asked.
        uint64_t begins = ~(marks.kinds[WORD] << 1 | letter);
        uint64_t numbers = marks.kinds[DIGIT] & ~(marks.kinds[DIGIT] << 1 | digit);
        letter = marks.kinds[WORD] >> 63;
        digit = marks.kinds[DIGIT] >> 63;
        uint64_t start_marks =
            exactly(masks, before, begins & inside, masks->keys[1])
            | exactly(masks, before, (marks.found | numbers) & ~begins & inside, masks->keys[0]);
        uint64_t site_marks = sites(marks.kinds, &carry) & inside;
        planes[ANCHORS_STARTS * words + word] = start_marks;
        planes[ANCHORS_RUNS * words + word] = marks.run & inside;
        planes[ANCHORS_SITES * words + word] = site_marks;
        planes[ANCHORS_WORDS * words + word] = marks.kinds[WORD] & inside;
        planes[ANCHORS_CAPITALS * words + word] = marks.kinds[CAPITAL] & inside;
        planes[ANCHORS_DIGITS * words + word] = marks.kinds[DIGIT] & inside;
        starts |= start_marks;
        runs |= marks.run & inside;
        opened |= site_marks;
    }
    if (runs) runs = mark_runs(planes + ANCHORS_RUNS * words, words);
    return (starts ? ANCHORS_HAS_STARTS : 0) | (runs ? ANCHORS_HAS_RUNS : 0)
           | (opened ? ANCHORS_HAS_SITES : 0);
}

// Where a walk ends that nothing ends before.
static inline size_t walk_end(const anchors_table *table, size_t start, size_t count) {
    return count - start > table->step_limit ? start + table->step_limit : count;
}

// Steps until a transition leads nowhere, to what is unbuilt or to what is notable, or `stop` is
// reached. All three have the flag.
static inline uint32_t glide(const anchors_table *table, const uint8_t *text, size_t *position,
                             size_t stop, uint32_t *state) {
    const uint32_t *transitions = table->transitions;
    const uint8_t *classes = table->classes;
    size_t at = *position;
    uint32_t next = *state;
    for (; at < stop; at++) {
        next = transitions[*state + classes[text[at]]];
        if (next & ANCHORS_NOTABLE) break;
        *state = next;
    }
    *position = at;
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

// Begins walks until one comes to something worth noting: most die before.
static anchors_status begin_walk(const anchors_table *table, const uint32_t *start_rows,
                                 const uint8_t *text, size_t count, const uint64_t *starts,
                                 anchors_cursor *cursor) {
    size_t words = (count + BLOCK - 1) / BLOCK, word = cursor->word;
    uint64_t bits = cursor->bits;
    anchors_status status = ANCHORS_DONE;
    for (;;) {
        while (!bits && word < words) bits = starts[word++];
        if (!bits) break;
        size_t start = (word - 1) * BLOCK + __builtin_ctzll(bits), at = start;
        uint32_t state = start_rows[start ? text[start - 1] : 256];
        if (state == ANCHORS_UNBUILT) {
            cursor->walk.start = start;
            status = ANCHORS_NEED_START;
            break;
        }
        bits &= bits - 1;
        uint32_t next = glide(table, text, &at, walk_end(table, start, count), &state);
        if (next == ANCHORS_DEAD) continue;
        cursor->walk = (anchors_walk){.start = start, .position = at, .state = state};
        cursor->is_walking = 1;
        break;
    }
    cursor->word = word;
    cursor->bits = bits;
    return status;
}

anchors_status anchors_search(const anchors_table *table, const uint32_t *start_rows,
                              const uint8_t *text, size_t count, const uint64_t *starts,
                              anchors_cursor *cursor, anchors_hit *hits, size_t capacity,
                              size_t *hit_count) {
    anchors_walk *walk = &cursor->walk;
    for (;;) {
        if (!cursor->is_walking) {
            anchors_status status =
                begin_walk(table, start_rows, text, count, starts, cursor);
            if (!cursor->is_walking) return status;
        }
        if (*hit_count == capacity) return ANCHORS_FULL;
        anchors_step(table, text, count, walk);
        if (walk->next == ANCHORS_UNBUILT) return ANCHORS_NEED_ROW;
        int is_notable = (walk->next & ANCHORS_NOTABLE) && walk->next != ANCHORS_DEAD;
        int is_over = walk->position > count || walk->state == 0;
        if (is_notable || !is_over) {
            hits[*hit_count].position = (uint32_t)walk->start;
            hits[*hit_count].row = walk->next;
            ++*hit_count;
        }
        cursor->is_walking = is_notable && !is_over;
    }
}
