#include "anchors.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

enum { BLOCK = 64, PADDED = BLOCK + ANCHORS_DEPTH - 1 };

// A kernel takes the byte before a block of 64, the block and three bytes behind it; it returns
// the positions that some bucket group takes and writes those of the run alphabet.
typedef uint64_t block_kernel(const anchors_masks *masks, const uint8_t *before, uint64_t *members);

static uint64_t block_scalar(const anchors_masks *masks, const uint8_t *before, uint64_t *members) {
    uint64_t found = 0, inside = 0;
    for (unsigned i = 0; i < BLOCK; i++) {
        const uint8_t *at = before + i;
        for (unsigned g = 0; g < ANCHORS_GROUPS; g++) {
            uint8_t groups = 0xFF;
            for (unsigned k = 0; k < ANCHORS_DEPTH; k++)
                groups &= masks->low[g][k][at[k] & 15] & masks->high[g][k][at[k] >> 4];
            found |= (uint64_t)(groups != 0) << i;
        }
        inside |= (uint64_t)((masks->run_low[at[1] & 15] & masks->run_high[at[1] >> 4]) != 0) << i;
    }
    *members = inside;
    return found;
}

#if defined(__x86_64__)
__attribute__((target("ssse3"))) static uint64_t block_ssse3(
    const anchors_masks *masks, const uint8_t *before, uint64_t *members) {
    const __m128i nibble = _mm_set1_epi8(15), zero = _mm_setzero_si128();
    uint64_t found = 0, inside = 0;
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i groups[ANCHORS_GROUPS];
        for (unsigned g = 0; g < ANCHORS_GROUPS; g++) groups[g] = _mm_set1_epi8(-1);
        for (unsigned k = 0; k < ANCHORS_DEPTH; k++) {
            __m128i x = _mm_loadu_si128((const __m128i *)(before + i + k));
            __m128i low = _mm_and_si128(x, nibble);
            __m128i high = _mm_and_si128(_mm_srli_epi16(x, 4), nibble);
            for (unsigned g = 0; g < ANCHORS_GROUPS; g++) {
                __m128i a = _mm_loadu_si128((const __m128i *)masks->low[g][k]);
                __m128i b = _mm_loadu_si128((const __m128i *)masks->high[g][k]);
                groups[g] = _mm_and_si128(
                    groups[g],
                    _mm_and_si128(_mm_shuffle_epi8(a, low), _mm_shuffle_epi8(b, high)));
            }
            if (k == 1) {
                __m128i a = _mm_loadu_si128((const __m128i *)masks->run_low);
                __m128i b = _mm_loadu_si128((const __m128i *)masks->run_high);
                __m128i run = _mm_and_si128(_mm_shuffle_epi8(a, low), _mm_shuffle_epi8(b, high));
                uint32_t out = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(run, zero));
                inside |= (uint64_t)(uint16_t)~out << i;
            }
        }
        __m128i any = groups[0];
        for (unsigned g = 1; g < ANCHORS_GROUPS; g++) any = _mm_or_si128(any, groups[g]);
        uint32_t none = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(any, zero));
        found |= (uint64_t)(uint16_t)~none << i;
    }
    *members = inside;
    return found;
}

__attribute__((target("avx2"))) static uint64_t block_avx2(
    const anchors_masks *masks, const uint8_t *before, uint64_t *members) {
    const __m256i nibble = _mm256_set1_epi8(15), zero = _mm256_setzero_si256();
    uint64_t found = 0, inside = 0;
#define TABLE(t) _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(t)))
    for (unsigned i = 0; i < BLOCK; i += 32) {
        __m256i groups[ANCHORS_GROUPS];
        for (unsigned g = 0; g < ANCHORS_GROUPS; g++) groups[g] = _mm256_set1_epi8(-1);
        for (unsigned k = 0; k < ANCHORS_DEPTH; k++) {
            __m256i x = _mm256_loadu_si256((const __m256i *)(before + i + k));
            __m256i low = _mm256_and_si256(x, nibble);
            __m256i high = _mm256_and_si256(_mm256_srli_epi16(x, 4), nibble);
            for (unsigned g = 0; g < ANCHORS_GROUPS; g++)
                groups[g] = _mm256_and_si256(
                    groups[g],
                    _mm256_and_si256(_mm256_shuffle_epi8(TABLE(masks->low[g][k]), low),
                                     _mm256_shuffle_epi8(TABLE(masks->high[g][k]), high)));
            if (k == 1) {
                __m256i run =
                    _mm256_and_si256(_mm256_shuffle_epi8(TABLE(masks->run_low), low),
                                     _mm256_shuffle_epi8(TABLE(masks->run_high), high));
                uint32_t out = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(run, zero));
                inside |= (uint64_t)~out << i;
            }
        }
        __m256i any = groups[0];
        for (unsigned g = 1; g < ANCHORS_GROUPS; g++) any = _mm256_or_si256(any, groups[g]);
        uint32_t none = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(any, zero));
        found |= (uint64_t)~none << i;
    }
#undef TABLE
    *members = inside;
    return found;
}
#endif

#if defined(__aarch64__)
// One bit a byte that isn't 0, as x86's movemask gives it.
static uint32_t mask_neon(uint8x16_t bytes) {
    const uint8x16_t weight = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t bits = vandq_u8(vtstq_u8(bytes, bytes), weight);
    return vaddv_u8(vget_low_u8(bits)) | (uint32_t)vaddv_u8(vget_high_u8(bits)) << 8;
}

static uint64_t block_neon(const anchors_masks *masks, const uint8_t *before, uint64_t *members) {
    uint64_t found = 0, inside = 0;
    for (unsigned i = 0; i < BLOCK; i += 16) {
        uint8x16_t groups[ANCHORS_GROUPS];
        for (unsigned g = 0; g < ANCHORS_GROUPS; g++) groups[g] = vdupq_n_u8(0xFF);
        for (unsigned k = 0; k < ANCHORS_DEPTH; k++) {
            uint8x16_t x = vld1q_u8(before + i + k);
            uint8x16_t low = vandq_u8(x, vdupq_n_u8(15)), high = vshrq_n_u8(x, 4);
            for (unsigned g = 0; g < ANCHORS_GROUPS; g++)
                groups[g] = vandq_u8(groups[g],
                                     vandq_u8(vqtbl1q_u8(vld1q_u8(masks->low[g][k]), low),
                                              vqtbl1q_u8(vld1q_u8(masks->high[g][k]), high)));
            if (k == 1) {
                uint8x16_t run = vandq_u8(vqtbl1q_u8(vld1q_u8(masks->run_low), low),
                                          vqtbl1q_u8(vld1q_u8(masks->run_high), high));
                inside |= (uint64_t)mask_neon(run) << i;
            }
        }
        uint8x16_t any = groups[0];
        for (unsigned g = 1; g < ANCHORS_GROUPS; g++) any = vorrq_u8(any, groups[g]);
        found |= (uint64_t)mask_neon(any) << i;
    }
    *members = inside;
    return found;
}
#endif

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

// Leaves those of the found positions that a bucket takes byte for byte.
static uint64_t exactly(const anchors_masks *masks, const uint8_t *before, uint64_t found) {
    uint64_t kept = 0;
    for (uint64_t rest = found; rest; rest &= rest - 1) {
        const uint8_t *at = before + __builtin_ctzll(rest);
        uint64_t buckets = masks->exact[0][at[0]] & masks->exact[1][at[1]] &
                           masks->exact[2][at[2]] & masks->exact[3][at[3]] &
                           masks->exact[4][at[4]];
        kept |= buckets ? rest & -rest : 0;
    }
    return kept;
}

// Turns membership into run positions: bit i stays when the 16 bits from i on are set. From the
// last word to the first, each stage doubling the length with what the word behind has.
static void mark_runs(uint64_t *words, size_t count) {
    uint64_t behind[4] = {0, 0, 0, 0};
    for (size_t i = count; i-- > 0;) {
        uint64_t word = words[i];
        for (unsigned stage = 0; stage < 4; stage++) {
            unsigned shift = 1u << stage;
            uint64_t shifted = word >> shift | behind[stage] << (64 - shift);
            behind[stage] = word;
            word &= shifted;
        }
        words[i] = word;
    }
}

int anchors_mark(const anchors_masks *masks, const uint8_t *text, size_t count,
                 uint64_t *starts, uint64_t *runs, anchors_kernel kernel) {
    block_kernel *block = kernel_named(kernel);
    uint8_t padded[PADDED];
    uint64_t any = 0;
    for (size_t start = 0, word = 0; start < count; start += BLOCK, word++) {
        const uint8_t *before = text + start - 1;
        if (start == 0 || start + PADDED > count) {
            size_t left = count - start < PADDED - 1 ? count - start : PADDED - 1;
            memset(padded, 0, PADDED);
            padded[0] = start == 0 ? '\n' : text[start - 1];
            memcpy(padded + 1, text + start, left);
            before = padded;
        }
        uint64_t found = block(masks, before, &runs[word]);
        size_t left = count - start;
        if (left < BLOCK) {
            uint64_t inside = ((uint64_t)1 << left) - 1;
            found &= inside;
            runs[word] &= inside;
        }
        starts[word] = found ? exactly(masks, before, found) : 0;
        any |= runs[word];
    }
    if (any) mark_runs(runs, (count + BLOCK - 1) / BLOCK);
    return any != 0;
}

void anchors_step(const anchors_table *table, const uint8_t *text, size_t count,
                  anchors_walk *walk) {
    const uint32_t *transitions = table->transitions;
    const uint8_t *classes = table->classes;
    size_t at = walk->position, left = count - walk->start;
    size_t stop = left > table->step_limit ? walk->start + table->step_limit : count;
    uint32_t state = walk->state;
    while (at < stop) {
        uint32_t next = transitions[state + classes[text[at]]];
        if (next == ANCHORS_DEAD || (next & ANCHORS_NOTABLE)) {
            walk->position = at + (next != ANCHORS_UNBUILT);
            walk->state = next == ANCHORS_UNBUILT ? state : next & ~(uint32_t)ANCHORS_NOTABLE;
            walk->next = next;
            return;
        }
        state = next;
        at++;
    }
    walk->position = at;
    walk->state = walk->next = state;
    if (at == count) {
        walk->next = transitions[state + table->end_class];
        if (walk->next == ANCHORS_UNBUILT) return;
        walk->position = count + 1;
        walk->state = walk->next & ~(uint32_t)ANCHORS_NOTABLE;
    }
}

anchors_status anchors_search(const anchors_table *table, const uint32_t *start_rows,
                              const uint8_t *text, size_t count, const uint64_t *starts,
                              anchors_cursor *cursor, anchors_hit *hits, size_t capacity,
                              size_t *hit_count) {
    size_t words = (count + BLOCK - 1) / BLOCK;
    anchors_walk *walk = &cursor->walk;
    for (;;) {
        if (!cursor->is_walking) {
            while (!cursor->bits) {
                if (cursor->word == words) return ANCHORS_DONE;
                cursor->bits = starts[cursor->word++];
            }
            size_t start = (cursor->word - 1) * BLOCK + __builtin_ctzll(cursor->bits);
            walk->start = walk->position = start;
            walk->state = start_rows[start ? text[start - 1] : 256];
            if (walk->state == ANCHORS_UNBUILT) return ANCHORS_NEED_START;
            cursor->bits &= cursor->bits - 1;
            if (walk->state == ANCHORS_DEAD) continue;
            cursor->is_walking = 1;
        }
        if (*hit_count == capacity) return ANCHORS_FULL;
        anchors_step(table, text, count, walk);
        if (walk->next == ANCHORS_UNBUILT) return ANCHORS_NEED_ROW;
        int is_notable = walk->next & ANCHORS_NOTABLE;
        int is_over = walk->position > count || walk->state == ANCHORS_DEAD;
        if (is_notable || !is_over) {
            hits[*hit_count].position = (uint32_t)walk->start;
            hits[*hit_count].row = walk->next;
            ++*hit_count;
        }
        cursor->is_walking = is_notable && !is_over;
    }
}
