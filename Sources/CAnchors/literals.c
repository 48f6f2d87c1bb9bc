#include "anchors.h"

#include <string.h>

// Whether what stands behind a key may.
static inline size_t follows(const uint32_t *behind, uint32_t bucket, const uint8_t *at) {
    const uint32_t *bits = behind + bucket * ANCHORS_KEY_BEHIND;
    return bits[0] >> (at[ANCHORS_KEY_LENGTH] & 31) & bits[1] >> (at[ANCHORS_KEY_LENGTH + 1] & 31)
           & 1;
}

#if defined(__x86_64__)
#include <immintrin.h>

// Eight places at a time; leaves the end of the text, where 24 bytes can't be read, to the caller.
__attribute__((target("avx2"))) static size_t find_keys_avx2(
    const uint64_t *filter, const uint32_t *behind, const uint8_t *text, size_t count,
    size_t *position, uint32_t *places, size_t capacity) {
    const __m256i windows = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(0, 1, 2, 3, 2, 3, 4, 5, 4, 5, 6, 7, 6, 7, 8, 9));
    size_t found = 0, at = *position;
    for (; at + 24 <= count && found + 8 <= capacity; at += 16) {
        __m256i bytes = _mm256_loadu2_m128i((const __m128i *)(text + at + 8),
                                            (const __m128i *)(text + at));
        __m256i keys = _mm256_or_si256(_mm256_shuffle_epi8(bytes, windows),
                                       _mm256_set1_epi32(0x20202020));
        __m256i hashes = _mm256_srli_epi32(
            _mm256_mullo_epi32(keys, _mm256_set1_epi32((int)ANCHORS_HASH_FACTOR)),
            ANCHORS_HASH_SHIFT);
        __m256i buckets = _mm256_srli_epi32(hashes, 5);
        __m256i words = _mm256_i32gather_epi32((const int *)filter, buckets, 4);
        // The bit that was asked for becomes the sign.
        __m256i signs = _mm256_sllv_epi32(
            words, _mm256_andnot_si256(hashes, _mm256_set1_epi32(31)));
        unsigned hits = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(signs));
        if (!hits) continue;
        uint32_t numbers[8];
        _mm256_storeu_si256((__m256i *)numbers, buckets);
        for (; hits; hits &= hits - 1) {
            unsigned lane = (unsigned)__builtin_ctz(hits);
            places[found] = (uint32_t)(at + 2 * lane);
            found += follows(behind, numbers[lane], text + at + 2 * lane);
        }
    }
    *position = at;
    return found;
}
#endif

size_t anchors_find_keys(const uint64_t *filter, const uint32_t *behind, const uint8_t *text,
                         size_t count, size_t *position, uint32_t *places, size_t capacity) {
    size_t found = 0;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        found = find_keys_avx2(filter, behind, text, count, position, places, capacity);
#endif
    size_t at = *position;
    for (; at + ANCHORS_KEY_LENGTH <= count && found < capacity; at += 2) {
        uint32_t hash = anchors_key_hash(text + at);
        if (!(filter[hash / 64] >> (hash % 64) & 1)) continue;
        int is_last = at + ANCHORS_KEY_LENGTH + ANCHORS_KEY_BEHIND > count;
        if (is_last || follows(behind, hash / 32, text + at)) places[found++] = (uint32_t)at;
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

// A needle, and what of its first and last byte is looked for: letters in both cases.
typedef struct {
    const uint8_t *bytes;
    size_t length;
    int ignores_case;
    uint8_t first, first_case, last, last_case;
} sought;

// Whether the needle stands at one of some places.
static int stands(const sought *sought, const uint8_t *text, size_t places) {
    for (size_t i = 0; i < places; i++)
        if ((text[i] | sought->first_case) == sought->first
            && equals(text + i, sought->bytes, sought->length, sought->ignores_case))
            return 1;
    return 0;
}

#if defined(__x86_64__)
// 64 places at a time; leaves the rest to the caller.
__attribute__((target("avx2"))) static int stands_avx2(const sought *sought, const uint8_t *text,
                                                       size_t places, size_t *position) {
    const __m256i first = _mm256_set1_epi8((char)sought->first);
    const __m256i last = _mm256_set1_epi8((char)sought->last);
    const __m256i first_case = _mm256_set1_epi8((char)sought->first_case);
    const __m256i last_case = _mm256_set1_epi8((char)sought->last_case);
    size_t at = 0;
    for (; at + 64 <= places; at += 64) {
        __m256i both[2];
        for (unsigned i = 0; i < 2; i++) {
            const uint8_t *left = text + at + 32 * i, *right = left + sought->length - 1;
            __m256i x = _mm256_loadu_si256((const __m256i *)left);
            __m256i y = _mm256_loadu_si256((const __m256i *)right);
            both[i] =
                _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_or_si256(x, first_case), first),
                                 _mm256_cmpeq_epi8(_mm256_or_si256(y, last_case), last));
        }
        __m256i any = _mm256_or_si256(both[0], both[1]);
        if (_mm256_testz_si256(any, any)) continue;
        uint64_t bits = (uint32_t)_mm256_movemask_epi8(both[0])
                        | (uint64_t)(uint32_t)_mm256_movemask_epi8(both[1]) << 32;
        for (; bits; bits &= bits - 1)
            if (stands(sought, text + at + __builtin_ctzll(bits), 1)) return 1;
    }
    *position = at;
    return 0;
}
#endif

int anchors_contains(const uint8_t *text, size_t count, const uint8_t *needle, size_t length,
                     int ignores_case) {
    enum { BLOCK = 16 };
    if (length == 0) return 1;
    if (length > count) return 0;
    sought sought = {needle, length, ignores_case, needle[0], 0, needle[length - 1], 0};
    if (ignores_case && is_letter(sought.first)) sought.first_case = 0x20;
    if (ignores_case && is_letter(sought.last)) sought.last_case = 0x20;
    size_t places = count - length + 1, at = 0;
    if (places < BLOCK) return stands(&sought, text, places);
#if defined(__x86_64__)
    if (places >= 64 && __builtin_cpu_supports("avx2")
        && stands_avx2(&sought, text, places, &at))
        return 1;
#endif
    // A loop that compilers turn into vectors tells which blocks hold both bytes.
    for (; at < places; at += BLOCK) {
        // The last block holds places of the one before.
        if (at + BLOCK > places) at = places - BLOCK;
        const uint8_t *left = text + at, *right = left + length - 1;
        uint8_t least = UINT8_MAX;
        for (unsigned i = 0; i < BLOCK; i++) {
            uint8_t difference = ((left[i] | sought.first_case) ^ sought.first)
                                 | ((right[i] | sought.last_case) ^ sought.last);
            least = difference < least ? difference : least;
        }
        if (!least && stands(&sought, left, BLOCK)) return 1;
    }
    return 0;
}
