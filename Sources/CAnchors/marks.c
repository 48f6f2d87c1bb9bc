#include "masks.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// A kernel takes a block of 64 bytes and reads the byte before and some behind it.
enum { BLOCK = 64, READ = BLOCK + 32, PADDED = 1 + READ };

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
// By class.
static const uint8_t kinds_of[16] = {0,    1, 0x70, 0x60, 0x70, 0x60, 0x01, 0x02,
                                     0x40, 0, 0x01, 0x01, 0x80, 0x04, 0x68, 0x50};

// What a kernel tells of 64 positions.
typedef struct {
    uint64_t starts;
    uint64_t run;    // of the run alphabet
    uint64_t kinds[KINDS];
} block_marks;

typedef void block_kernel(const anchors_masks *masks, const uint8_t *text, block_marks *marks);

// Of each class: the side it is of as the byte before, four bits higher, and its bit in keys.
static const uint8_t sides_of[16] = {0x10, 0x10, 0x20, 0x20, 0x20, 0x20, 0x10, 0x10,
                                     0x10, 0x10, 0x10, 0x00, 0x10, 0x10, 0x30, 0x10};
static const uint8_t word_bits[16] = {0, 0, 32, 32, 32, 32, 0, 0, 0, 0, 0, 0, 0, 0, 32, 0};

// One bit a position where an anchor may stand: from the class of each byte with the side of the
// byte before, and from each byte as it stands in keys.
static uint64_t standing(const anchors_masks *masks, const uint8_t *sided, const uint8_t *folded) {
    uint64_t starts = 0;
    for (unsigned i = 0; i < BLOCK; i++)
        starts |= (uint64_t)masks_take(masks, sided + i, masks_key(folded + i)) << i;
    return starts;
}

static void block_scalar(const anchors_masks *masks, const uint8_t *text, block_marks *marks) {
    uint8_t sided[READ], folded[READ];
    unsigned before = anchors_class(text[-1]);
    memset(marks, 0, sizeof *marks);
    for (unsigned i = 0; i < BLOCK + ANCHORS_PLACES - 1; i++) {
        unsigned class = anchors_class(text[i]), kinds = kinds_of[class];
        sided[i] = (uint8_t)(class | sides_of[before]);
        folded[i] = (text[i] & 0xDF) | word_bits[before];
        before = class;
        if (i >= BLOCK) continue;
        uint8_t run = masks->run_low[text[i] & 15] & masks->run_high[text[i] >> 4];
        marks->run |= (uint64_t)(run != 0) << i;
        for (unsigned kind = 0; kind < KINDS; kind++)
            marks->kinds[kind] |= (uint64_t)(kinds >> kind & 1) << i;
    }
    marks->starts = standing(masks, sided, folded);
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

__attribute__((target("ssse3"))) static void block_ssse3(
    const anchors_masks *masks, const uint8_t *text, block_marks *marks) {
    uint8_t sided[READ], folded[READ];
    __m128i before = _mm_set1_epi8((char)anchors_class(text[-1]));
    memset(marks, 0, sizeof *marks);
    for (unsigned i = 0; i <= BLOCK; i += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(text + i));
        __m128i low = _mm_and_si128(x, _mm_set1_epi8(15));
        __m128i high = _mm_and_si128(_mm_srli_epi16(x, 4), _mm_set1_epi8(15));
        __m128i classes = classes_ssse3(x, low, high);
        before = _mm_alignr_epi8(classes, before, 15);
        _mm_storeu_si128((__m128i *)(sided + i),
                         _mm_or_si128(classes, look_ssse3(sides_of, before)));
        _mm_storeu_si128((__m128i *)(folded + i),
                         _mm_or_si128(_mm_and_si128(x, _mm_set1_epi8((char)0xDF)),
                                      look_ssse3(word_bits, before)));
        before = classes;
        if (i == BLOCK) break;
        __m128i run = _mm_and_si128(look_ssse3(masks->run_low, low),
                                    look_ssse3(masks->run_high, high));
        run = _mm_cmpeq_epi8(run, _mm_setzero_si128());
        marks->run |= (uint64_t)(uint16_t)~_mm_movemask_epi8(run) << i;
        __m128i kinds = look_ssse3(kinds_of, classes);
        for (unsigned kind = KINDS; kind-- > 0; kinds = _mm_add_epi8(kinds, kinds))
            marks->kinds[kind] |= (uint64_t)(uint16_t)_mm_movemask_epi8(kinds) << i;
    }
    marks->starts = standing(masks, sided, folded);
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

// The eight positions from the beginning of `sided` and `folded` on.
__attribute__((target("avx2"))) static inline unsigned stand_avx2(
    const anchors_masks *masks, const uint8_t *sided, const uint8_t *folded) {
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
    __m256i four = _mm256_and_si256(
        _mm256_shuffle_epi8(
            _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)sided)), windows),
        _mm256_set1_epi32(0x0F0F0F3F));
    __m256i shapes = _mm256_madd_epi16(_mm256_maddubs_epi16(four, _mm256_set1_epi32(0x10014001)),
                                       _mm256_set1_epi32(0x04000001));
    __m256i taken = _mm256_i32gather_epi32((const int *)masks->shapes,
                                           _mm256_srli_epi32(shapes, 5), 4);
    // The bit that was asked for becomes the sign.
    __m256i is_shape =
        _mm256_sllv_epi32(taken, _mm256_andnot_si256(shapes, _mm256_set1_epi32(31)));
    return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_or_si256(is_key, is_shape)));
}

__attribute__((target("avx2"))) static inline uint64_t signs_avx2(const __m256i *halves) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(halves[1]) << 32
           | (uint32_t)_mm256_movemask_epi8(halves[0]);
}

__attribute__((target("avx2"))) static void block_avx2(
    const anchors_masks *masks, const uint8_t *text, block_marks *marks) {
    uint8_t sided[READ], folded[READ], starts[BLOCK / 8];
    __m256i others[READ / 32], kinds[READ / 32];
    __m256i before = _mm256_set1_epi8((char)anchors_class(text[-1]));
    for (unsigned i = 0; i < READ / 32; i++) {
        __m256i x = _mm256_loadu_si256((const __m256i *)(text + 32 * i));
        __m256i low = _mm256_and_si256(x, _mm256_set1_epi8(15));
        __m256i high = _mm256_and_si256(_mm256_srli_epi16(x, 4), _mm256_set1_epi8(15));
        __m256i classes = classes_avx2(x, low, high);
        before = _mm256_alignr_epi8(classes, _mm256_permute2x128_si256(before, classes, 0x21), 15);
        _mm256_storeu_si256((__m256i *)(sided + 32 * i),
                            _mm256_or_si256(classes, look_avx2(sides_of, before)));
        _mm256_storeu_si256((__m256i *)(folded + 32 * i),
                            _mm256_or_si256(_mm256_and_si256(x, _mm256_set1_epi8((char)0xDF)),
                                            look_avx2(word_bits, before)));
        before = classes;
        __m256i run = _mm256_and_si256(look_avx2(masks->run_low, low),
                                       look_avx2(masks->run_high, high));
        others[i] = _mm256_cmpeq_epi8(run, _mm256_setzero_si256());
        kinds[i] = look_avx2(kinds_of, classes);
    }
    marks->run = ~signs_avx2(others);
    for (unsigned kind = KINDS; kind-- > 0;) {
        marks->kinds[kind] = signs_avx2(kinds);
        for (unsigned i = 0; i < 2; i++) kinds[i] = _mm256_add_epi8(kinds[i], kinds[i]);
    }
    for (unsigned i = 0; i < BLOCK; i += 8)
        starts[i / 8] = (uint8_t)stand_avx2(masks, sided + i, folded + i);
    memcpy(&marks->starts, starts, sizeof starts);
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

static void block_neon(const anchors_masks *masks, const uint8_t *text, block_marks *marks) {
    uint8_t sided[READ], folded[READ];
    uint8x16_t before = vdupq_n_u8((uint8_t)anchors_class(text[-1]));
    memset(marks, 0, sizeof *marks);
    for (unsigned i = 0; i <= BLOCK; i += 16) {
        uint8x16_t x = vld1q_u8(text + i);
        uint8x16_t low = vandq_u8(x, vdupq_n_u8(15)), high = vshrq_n_u8(x, 4);
        uint8x16_t classes = classes_neon(x, low, high);
        before = vextq_u8(before, classes, 15);
        vst1q_u8(sided + i, vorrq_u8(classes, look_neon(sides_of, before)));
        vst1q_u8(folded + i,
                 vorrq_u8(vandq_u8(x, vdupq_n_u8(0xDF)), look_neon(word_bits, before)));
        before = classes;
        if (i == BLOCK) break;
        uint8x16_t run =
            vandq_u8(look_neon(masks->run_low, low), look_neon(masks->run_high, high));
        marks->run |= bits_neon(run) << i;
        uint8x16_t kinds = look_neon(kinds_of, classes);
        for (unsigned kind = 0; kind < KINDS; kind++)
            marks->kinds[kind] |= bits_neon(vandq_u8(kinds, vdupq_n_u8((uint8_t)(1u << kind))))
                                  << i;
    }
    marks->starts = standing(masks, sided, folded);
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

// Whether an anchor may stand where the text begins: conditions on the byte before hold there.
static int stands_first(const anchors_masks *masks, const uint8_t *text) {
    uint8_t sided[ANCHORS_PLACES], before[1 + ANCHORS_PLACES] = {' '};
    memcpy(before + 1, text, ANCHORS_PLACES);
    for (unsigned i = 0; i < ANCHORS_PLACES; i++) sided[i] = (uint8_t)anchors_class(text[i]);
    for (unsigned side = 0; side < ANCHORS_SIDES; side++, sided[0] += 16) {
        if (side == ANCHORS_SIDES / 2) before[0] = 'a';
        if (masks_take(masks, sided, masks_key_behind(before))) return 1;
    }
    return 0;
}

int anchors_mark(const anchors_masks *masks, const uint8_t *text, size_t count,
                 uint64_t *planes, anchors_kernel kernel) {
    block_kernel *block = kernel_named(kernel);
    size_t words = (count + BLOCK - 1) / BLOCK;
    uint8_t padded[PADDED];
    block_marks marks;
    site_carry carry = {0};
    uint64_t starts = 0, runs = 0, opened = 0;
    for (size_t word = 0; word < words; word++) {
        size_t start = word * BLOCK, left = count - start;
        const uint8_t *from = text + start;
        if (start == 0 || left < READ) {
            size_t kept = left < READ ? left : READ;
            memset(padded, 0, PADDED);
            padded[0] = start == 0 ? ' ' : text[start - 1];
            memcpy(padded + 1, from, kept);
            from = padded + 1;
        }
        block(masks, from, &marks);
        uint64_t inside = left < BLOCK ? ((uint64_t)1 << left) - 1 : ~(uint64_t)0;
        if (start == 0) marks.starts |= (uint64_t)stands_first(masks, from);
        uint64_t start_marks = marks.starts & inside;
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
