#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// The kinds of each class.
static const uint8_t kinds_of[16] = {0,    1, 0x70, 0x60, 0x70, 0x60, 0x01, 0x02,
                                     0x40, 0, 0x01, 0x01, 0x80, 0x04, 0x68, 0x50};

// The bit of each class in the keys that stand behind it.
static const uint8_t word_bits[16] = {0, 0, 32, 32, 32, 32, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0};

// One bit a position of a block where a key stands.
static uint64_t keys_of(const anchors_masks *masks, const uint8_t *folded) {
    uint64_t keys = 0;
    for (unsigned i = 0; i < BLOCK; i++)
        keys |= (uint64_t)masks_take_key(masks, masks_key(folded + i)) << i;
    return keys;
}

static void blocks_scalar(const anchors_masks *masks, uint8_t before, const uint8_t *text,
                          unsigned blocks, block_marks *marks) {
    uint8_t classes[1 + READ], folded[READ];
    classes[0] = (uint8_t)anchors_class(before);
    memset(marks, 0, blocks * sizeof *marks);
    for (unsigned i = 0; i < blocks * BLOCK + ANCHORS_PLACES - 1; i++) {
        classes[1 + i] = (uint8_t)anchors_class(text[i]);
        folded[i] = (text[i] & 0xDF) | word_bits[classes[i]];
        if (i >= blocks * BLOCK) continue;
        block_marks *block = marks + i / BLOCK;
        uint8_t run = masks->run_low[text[i] & 15] & masks->run_high[text[i] >> 4];
        block->run |= (uint64_t)(run != 0) << i % BLOCK;
        for (unsigned kind = 0; kind < KINDS; kind++)
            block->kinds[kind] |= (uint64_t)(kinds_of[classes[1 + i]] >> kind & 1) << i % BLOCK;
    }
    for (unsigned i = 0; i < blocks * BLOCK; i++)
        marks[i / BLOCK].starts |= (uint64_t)masks_take_classes(masks, classes + i)
                                   << i % BLOCK;
    for (unsigned i = 0; i < blocks; i++) marks[i].starts |= keys_of(masks, folded + i * BLOCK);
}

#if defined(__x86_64__)
__attribute__((target("ssse3"))) static inline __m128i look_ssse3(const uint8_t *table,
                                                                   __m128i at) {
    return _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)table), at);
}

__attribute__((target("ssse3"))) static inline __m128i classes_ssse3(__m128i x, __m128i low,
                                                                     __m128i high) {
    __m128i codes = _mm_or_si128(
        _mm_and_si128(look_ssse3(class_columns[0], low), look_ssse3(class_rows[0], high)),
        _mm_and_si128(look_ssse3(class_columns[1], low), look_ssse3(class_rows[1], high)));
    codes = _mm_or_si128(codes, _mm_srli_epi16(codes, 4));
    __m128i tabs =
        _mm_and_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('\t')), _mm_set1_epi8(BLANK_CLASS));
    return _mm_or_si128(_mm_or_si128(tabs, look_ssse3(class_rows[2], high)),
                        _mm_and_si128(codes, _mm_set1_epi8(15)));
}

// One bit a position whose classes, and that of the byte before each, lie in a box.
__attribute__((target("ssse3"))) static inline uint64_t boxes_ssse3(const anchors_masks *masks,
                                                                    const uint8_t *classes) {
    __m128i any = _mm_setzero_si128();
    for (unsigned set = 0; set < BOX_SETS; set++) {
        __m128i all = _mm_set1_epi8((char)0xFF);
        for (unsigned place = 0; place < BOX_PLACES; place++) {
            __m128i at = _mm_loadu_si128((const __m128i *)(classes + place));
            all = _mm_and_si128(all, look_ssse3(masks->boxes[set][place], at));
        }
        any = _mm_or_si128(any, all);
    }
    return (uint16_t)~_mm_movemask_epi8(_mm_cmpeq_epi8(any, _mm_setzero_si128()));
}

__attribute__((target("ssse3"))) static void blocks_ssse3(
    const anchors_masks *masks, uint8_t first_before, const uint8_t *text, unsigned blocks,
    block_marks *marks) {
    uint8_t classes_read[1 + READ], folded[READ];
    __m128i before = _mm_set1_epi8((char)anchors_class(first_before));
    classes_read[0] = (uint8_t)anchors_class(first_before);
    memset(marks, 0, blocks * sizeof *marks);
    for (unsigned i = 0; i <= blocks * BLOCK; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(text + i));
        __m128i low = _mm_and_si128(x, _mm_set1_epi8(15));
        __m128i high = _mm_and_si128(_mm_srli_epi16(x, 4), _mm_set1_epi8(15));
        __m128i classes = classes_ssse3(x, low, high);
        before = _mm_alignr_epi8(classes, before, 15);
        _mm_storeu_si128((__m128i *)(classes_read + 1 + i), classes);
        _mm_storeu_si128((__m128i *)(folded + i),
                         _mm_or_si128(_mm_and_si128(x, _mm_set1_epi8((char)0xDF)),
                                      look_ssse3(word_bits, before)));
        before = classes;
        if (i == blocks * BLOCK) break;
        block_marks *block = marks + i / BLOCK;
        __m128i run = _mm_and_si128(look_ssse3(masks->run_low, low),
                                    look_ssse3(masks->run_high, high));
        run = _mm_cmpeq_epi8(run, _mm_setzero_si128());
        block->run |= (uint64_t)(uint16_t)~_mm_movemask_epi8(run) << i % BLOCK;
        __m128i kinds = look_ssse3(kinds_of, classes);
        for (unsigned kind = KINDS; kind-- > 0; kinds = _mm_add_epi8(kinds, kinds))
            block->kinds[kind] |= (uint64_t)(uint16_t)_mm_movemask_epi8(kinds) << i % BLOCK;
    }
    for (unsigned i = 0; i < blocks * BLOCK; i += 16)
        marks[i / BLOCK].starts |= boxes_ssse3(masks, classes_read + i) << i % BLOCK;
    for (unsigned i = 0; i < blocks; i++) marks[i].starts |= keys_of(masks, folded + i * BLOCK);
}

__attribute__((target("avx2"))) static inline __m256i look_avx2(const uint8_t *table, __m256i at) {
    return _mm256_shuffle_epi8(
        _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table)), at);
}

__attribute__((target("avx2"))) static inline __m256i classes_avx2(__m256i x, __m256i low,
                                                                   __m256i high) {
    __m256i codes = _mm256_or_si256(
        _mm256_and_si256(look_avx2(class_columns[0], low), look_avx2(class_rows[0], high)),
        _mm256_and_si256(look_avx2(class_columns[1], low), look_avx2(class_rows[1], high)));
    codes = _mm256_or_si256(codes, _mm256_srli_epi16(codes, 4));
    __m256i tabs = _mm256_and_si256(_mm256_cmpeq_epi8(x, _mm256_set1_epi8('\t')),
                                    _mm256_set1_epi8(BLANK_CLASS));
    return _mm256_or_si256(_mm256_or_si256(tabs, look_avx2(class_rows[2], high)),
                           _mm256_and_si256(codes, _mm256_set1_epi8(15)));
}

// One bit for each of the eight positions from the beginning of `folded` on where a key stands.
__attribute__((target("avx2"))) static inline unsigned keys_avx2(const anchors_masks *masks,
                                                                 const uint8_t *folded) {
    const __m256i windows = _mm256_setr_epi8(0, 1, 2, 3, 1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6,
                                             4, 5, 6, 7, 5, 6, 7, 8, 6, 7, 8, 9, 7, 8, 9, 10);
    __m256i keys = _mm256_shuffle_epi8(
        _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)folded)), windows);
    __m256i places = _mm256_srli_epi32(
        _mm256_mullo_epi32(keys, _mm256_set1_epi32((int)ANCHORS_HASH_FACTOR)), MASKS_KEY_SHIFT);
    __m256i known = _mm256_i32gather_epi32((const int *)masks->keys, places, 4);
    const __m256i bits = _mm256_set1_epi64x((int64_t)0x8040201008040201);
    __m256i wanted = _mm256_shuffle_epi8(bits, _mm256_and_si256(keys, _mm256_set1_epi8(15)));
    __m256i is_key =
        _mm256_cmpeq_epi32(_mm256_andnot_si256(known, wanted), _mm256_setzero_si256());
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(is_key));
}

__attribute__((target("avx2"))) static inline uint64_t signs_avx2(__m256i left,
                                                                  __m256i right) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(right) << 32
           | (uint32_t)_mm256_movemask_epi8(left);
}

// One bit a position of a block whose classes, and that of the byte before each, lie in a box.
__attribute__((target("avx2"))) static inline uint64_t boxes_avx2(const anchors_masks *masks,
                                                                  const uint8_t *classes) {
    __m256i any[2] = {_mm256_setzero_si256(), _mm256_setzero_si256()};
    for (unsigned set = 0; set < BOX_SETS; set++) {
        __m256i all[2] = {_mm256_set1_epi8((char)0xFF), _mm256_set1_epi8((char)0xFF)};
        for (unsigned place = 0; place < BOX_PLACES; place++)
            for (unsigned half = 0; half < 2; half++) {
                const uint8_t *at = classes + BLOCK / 2 * half + place;
                all[half] = _mm256_and_si256(
                    all[half], look_avx2(masks->boxes[set][place],
                                         _mm256_loadu_si256((const __m256i *)at)));
            }
        for (unsigned half = 0; half < 2; half++) any[half] = _mm256_or_si256(any[half], all[half]);
    }
    const __m256i none = _mm256_setzero_si256();
    return ~signs_avx2(_mm256_cmpeq_epi8(any[0], none), _mm256_cmpeq_epi8(any[1], none));
}

// What is told of 32 bytes: their kinds and, as zeros, which are of the run alphabet.
typedef struct {
    __m256i classes, kinds, others;
} half_avx2;

// Writes the classes of 32 bytes behind those of `before`, and how they stand in keys.
__attribute__((target("avx2"))) static inline half_avx2 take_avx2(
    const anchors_masks *masks, const uint8_t *text, __m256i before, uint8_t *classes,
    uint8_t *folded) {
    half_avx2 half;
    __m256i x = _mm256_loadu_si256((const __m256i *)text);
    __m256i low = _mm256_and_si256(x, _mm256_set1_epi8(15));
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(x, 4), _mm256_set1_epi8(15));
    half.classes = classes_avx2(x, low, high);
    before = _mm256_alignr_epi8(half.classes,
                                _mm256_permute2x128_si256(before, half.classes, 0x21), 15);
    _mm256_storeu_si256((__m256i *)classes, half.classes);
    _mm256_storeu_si256((__m256i *)folded,
                        _mm256_or_si256(_mm256_and_si256(x, _mm256_set1_epi8((char)0xDF)),
                                        look_avx2(word_bits, before)));
    __m256i run =
        _mm256_and_si256(look_avx2(masks->run_low, low), look_avx2(masks->run_high, high));
    half.others = _mm256_cmpeq_epi8(run, _mm256_setzero_si256());
    half.kinds = look_avx2(kinds_of, half.classes);
    return half;
}

__attribute__((target("avx2"))) static void blocks_avx2(
    const anchors_masks *masks, uint8_t first_before, const uint8_t *text, unsigned blocks,
    block_marks *marks) {
    uint8_t classes[1 + READ], folded[READ], *behind = classes + 1;
    __m256i before = _mm256_set1_epi8((char)anchors_class(first_before));
    classes[0] = (uint8_t)anchors_class(first_before);
    for (unsigned i = 0; i < blocks; i++) {
        unsigned at = i * BLOCK, next = at + BLOCK / 2;
        half_avx2 left = take_avx2(masks, text + at, before, behind + at, folded + at);
        half_avx2 right =
            take_avx2(masks, text + next, left.classes, behind + next, folded + next);
        before = right.classes;
        marks[i].run = ~signs_avx2(left.others, right.others);
        for (unsigned kind = KINDS; kind-- > 0;) {
            marks[i].kinds[kind] = signs_avx2(left.kinds, right.kinds);
            left.kinds = _mm256_add_epi8(left.kinds, left.kinds);
            right.kinds = _mm256_add_epi8(right.kinds, right.kinds);
        }
    }
    unsigned end = blocks * BLOCK;
    take_avx2(masks, text + end, before, behind + end, folded + end);
    for (unsigned i = 0; i < blocks; i++) {
        uint8_t keys[BLOCK / 8];
        for (unsigned j = 0; j < BLOCK / 8; j++)
            keys[j] = (uint8_t)keys_avx2(masks, folded + i * BLOCK + j * 8);
        memcpy(&marks[i].starts, keys, sizeof keys);
        marks[i].starts |= boxes_avx2(masks, classes + i * BLOCK);
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

static uint8x16_t look_neon(const uint8_t *table, uint8x16_t at) {
    return vqtbl1q_u8(vld1q_u8(table), at);
}

static uint8x16_t classes_neon(uint8x16_t x, uint8x16_t low, uint8x16_t high) {
    uint8x16_t codes = vorrq_u8(
        vandq_u8(look_neon(class_columns[0], low), look_neon(class_rows[0], high)),
        vandq_u8(look_neon(class_columns[1], low), look_neon(class_rows[1], high)));
    codes = vandq_u8(vorrq_u8(codes, vshrq_n_u8(codes, 4)), vdupq_n_u8(15));
    uint8x16_t tabs = vandq_u8(vceqq_u8(x, vdupq_n_u8('\t')), vdupq_n_u8(BLANK_CLASS));
    return vorrq_u8(vorrq_u8(tabs, look_neon(class_rows[2], high)), codes);
}

// One bit a position whose classes, and that of the byte before each, lie in a box.
static uint64_t boxes_neon(const anchors_masks *masks, const uint8_t *classes) {
    uint8x16_t any = vdupq_n_u8(0);
    for (unsigned set = 0; set < BOX_SETS; set++) {
        uint8x16_t all = vdupq_n_u8(0xFF);
        for (unsigned place = 0; place < BOX_PLACES; place++)
            all = vandq_u8(all, look_neon(masks->boxes[set][place], vld1q_u8(classes + place)));
        any = vorrq_u8(any, all);
    }
    return bits_neon(any);
}

static void blocks_neon(const anchors_masks *masks, uint8_t first_before, const uint8_t *text,
                        unsigned blocks, block_marks *marks) {
    uint8_t classes_read[1 + READ], folded[READ];
    uint8x16_t before = vdupq_n_u8((uint8_t)anchors_class(first_before));
    classes_read[0] = (uint8_t)anchors_class(first_before);
    memset(marks, 0, blocks * sizeof *marks);
    for (unsigned i = 0; i <= blocks * BLOCK; i += 16) {
        uint8x16_t x = vld1q_u8(text + i);
        uint8x16_t low = vandq_u8(x, vdupq_n_u8(15)), high = vshrq_n_u8(x, 4);
        uint8x16_t classes = classes_neon(x, low, high);
        before = vextq_u8(before, classes, 15);
        vst1q_u8(classes_read + 1 + i, classes);
        vst1q_u8(folded + i,
                 vorrq_u8(vandq_u8(x, vdupq_n_u8(0xDF)), look_neon(word_bits, before)));
        before = classes;
        if (i == blocks * BLOCK) break;
        block_marks *block = marks + i / BLOCK;
        uint8x16_t run =
            vandq_u8(look_neon(masks->run_low, low), look_neon(masks->run_high, high));
        block->run |= bits_neon(run) << i % BLOCK;
        uint8x16_t kinds = look_neon(kinds_of, classes);
        for (unsigned kind = 0; kind < KINDS; kind++)
            block->kinds[kind] |= bits_neon(vandq_u8(kinds, vdupq_n_u8((uint8_t)(1u << kind))))
                                  << i % BLOCK;
    }
    for (unsigned i = 0; i < blocks * BLOCK; i += 16)
        marks[i / BLOCK].starts |= boxes_neon(masks, classes_read + i) << i % BLOCK;
    for (unsigned i = 0; i < blocks; i++) marks[i].starts |= keys_of(masks, folded + i * BLOCK);
}
#endif

// x86-64 before SSSE3 (2006) has no byte shuffle, so that SSE2 alone gets the scalar kernel.
block_kernel *kernel_named(anchors_kernel kernel) {
    switch (kernel) {
    case ANCHORS_SCALAR: return blocks_scalar;
#if defined(__x86_64__)
    case ANCHORS_SSSE3: return __builtin_cpu_supports("ssse3") ? blocks_ssse3 : NULL;
    case ANCHORS_AVX2: return __builtin_cpu_supports("avx2") ? blocks_avx2 : NULL;
    case ANCHORS_BEST:
        if (__builtin_cpu_supports("avx2")) return blocks_avx2;
        return __builtin_cpu_supports("ssse3") ? blocks_ssse3 : blocks_scalar;
#elif defined(__aarch64__)
    case ANCHORS_NEON:
    case ANCHORS_BEST: return blocks_neon;
#else
    case ANCHORS_BEST: return blocks_scalar;
#endif
    default: return NULL;
    }
}

int anchors_has(anchors_kernel kernel) { return kernel_named(kernel) != NULL; }
