#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// One pass over a text that marks where anchors may stand, and the walk that thins them.
//
// A position is marked when the four bytes from there on are a known key, or when their classes and
// that of the byte before lie in one of some boxes: a set of classes for each of the five. Every
// kernel gives the same bits.

enum {
    ANCHORS_PLACES = 4,   // bytes looked at from the position on
    ANCHORS_CLASSES = 16, // of bytes
    ANCHORS_BOXES = 24,   // at most
    ANCHORS_RUN = 16      // bytes of the shortest run that is marked
};

// A filter of keys: a bit for each hash of four bytes, whose bit 5 isn't looked at.
enum {
    ANCHORS_KEY_LENGTH = 4,
    ANCHORS_KEY_BITS = 1 << 17,
    ANCHORS_HASH_SHIFT = 15,
    ANCHORS_KEY_BUCKETS = ANCHORS_KEY_BITS / 32,
    ANCHORS_KEY_BEHIND = 2  // bytes looked at behind a key
};
#define ANCHORS_HASH_FACTOR 0x9E3779B1u

/// Four bytes as a number, the first of them the lowest.
static inline uint32_t anchors_four_bytes(const uint8_t *at) {
    uint32_t bytes;
    memcpy(&bytes, at, sizeof bytes);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    bytes = __builtin_bswap32(bytes);
#endif
    return bytes;
}

/// The bit of the four bytes from `at` on.
static inline uint32_t anchors_key_hash(const uint8_t *at) {
    return (anchors_four_bytes(at) | 0x20202020u) * ANCHORS_HASH_FACTOR >> ANCHORS_HASH_SHIFT;
}

/// What is looked for: ANCHORS_MASKS_SIZE bytes, aligned to 8, zeros at the beginning.
typedef struct anchors_masks anchors_masks;
enum {
    ANCHORS_MASKS_SIZE = 32 + ANCHORS_BOXES / 8 * (1 + ANCHORS_PLACES) * ANCHORS_CLASSES + (1 << 15)
};

/// The class of a byte.
unsigned anchors_class(uint8_t byte);

/// Adds an anchor of which the byte before and the four from it on are these; the case of letters
/// makes no difference, and of the byte before only whether it is a letter or a digit does.
void anchors_add_key(anchors_masks *masks, const uint8_t *before);

/// Adds to a box of anchors: the classes of the byte before and of the four bytes, one bit each.
void anchors_add_box(anchors_masks *masks, unsigned box, const uint16_t *classes);

/// Adds bytes to the run alphabet; those beyond ASCII come all together.
void anchors_add_run_byte(anchors_masks *masks, uint8_t byte);

typedef enum {
    ANCHORS_BEST,    // the fastest this machine has
    ANCHORS_SCALAR,
    ANCHORS_SSSE3,
    ANCHORS_AVX2,
    ANCHORS_NEON
} anchors_kernel;

/// Whether this machine and build have the kernel.
int anchors_has(anchors_kernel kernel);

// What is marked of a text: one bit a byte, (count + 63) / 64 words a plane, plane after plane.
enum {
    ANCHORS_STARTS,    // an anchor may stand here
    ANCHORS_RUNS,      // a run of the run alphabet of ANCHORS_RUN bytes begins or goes on here
    ANCHORS_SITES,     // a value may begin here that is given to a name: after `=`, `:`, `--x `
    ANCHORS_WORDS,     // a letter or a digit of ASCII
    ANCHORS_CAPITALS,  // A to Z or a byte beyond ASCII
    ANCHORS_DIGITS,
    ANCHORS_PLANES
};

// Planes that have any mark.
enum { ANCHORS_HAS_STARTS = 1, ANCHORS_HAS_RUNS = 2, ANCHORS_HAS_SITES = 4 };

/// Fills the planes. A line feed is taken to stand before the text, zeros behind it. Returns which
/// of three planes have any mark.
int anchors_mark(const anchors_masks *masks, const uint8_t *text, size_t count,
                 uint64_t *planes, anchors_kernel kernel);

/// Which of three planes have any mark, by a word of each.
static inline int anchors_planes_of(const uint64_t any[ANCHORS_PLANES]) {
    return (any[ANCHORS_STARTS] ? ANCHORS_HAS_STARTS : 0)
           | (any[ANCHORS_RUNS] ? ANCHORS_HAS_RUNS : 0)
           | (any[ANCHORS_SITES] ? ANCHORS_HAS_SITES : 0);
}

/// Copies what is marked of `count` bytes from `start` on, as if they were a text by themselves:
/// `part` holds (count + 63) / 64 words a plane. Returns which of three planes have any mark there.
///
/// \param words: of each of the `planes`.
int anchors_part(const uint64_t *planes, size_t words, size_t start, size_t count,
                 uint64_t *part);

/// The same of 64 bytes at most, as most cells are; the word behind the last plane is read too.
static inline int anchors_short_part(const uint64_t *planes, size_t words, size_t start,
                                     size_t count, uint64_t *part) {
    if (count == 0) return 0;
    const uint64_t *from = planes + start / 64;
    uint64_t inside = ~(uint64_t)0 >> (64 - count);
    unsigned shift = start % 64;
    for (unsigned plane = 0; plane < ANCHORS_PLANES; plane++, from += words)
        part[plane] = (from[0] >> shift | from[1] << 1 << (63 - shift)) & inside;
    return anchors_planes_of(part);
}

// A longest run of one alphabet's bytes, of at least ANCHORS_RUN.
typedef struct {
    uint32_t alphabet;
    uint32_t start;
    uint32_t end;
} anchors_run;

// Where a search for runs is.
typedef struct {
    size_t position;  // in a stretch of marked bytes a multiple of ANCHORS_RUN behind its beginning
    size_t end;       // of the stretch
    uint64_t live;    // alphabets whose run goes on
    uint32_t begun[64];
    uint64_t behind[ANCHORS_RUN];  // alphabets that hold all of the last bytes, from each on
} anchors_run_cursor;

/// Finds the runs of up to 64 alphabets where all alphabets taken together have one of `least`
/// bytes, which may be shorter themselves.
///
/// \param holders: one bit an alphabet, for each byte.
/// \param alphabets: how many there are.
/// \param least: bytes of the shortest run that is wanted, ANCHORS_RUN or more.
/// \param marked: the plane ANCHORS_RUNS.
/// \param cursor: zeros at the beginning of a text.
/// \param capacity: of `runs`, at least 64.
/// \returns how many were found; 0 when there are no more.
size_t anchors_find_runs(const uint64_t *holders, unsigned alphabets, size_t least,
                         const uint8_t *text, size_t count, const uint64_t *marked,
                         anchors_run_cursor *cursor, anchors_run *runs, size_t capacity);

// A deterministic automaton that its owner builds where texts lead it. Rows are known by their
// offset in `transitions`, a multiple of an even width; the first one is where nothing can match.
enum {
    ANCHORS_NOTABLE = 1,            // flag on a row offset: something matches on arrival, or
    ANCHORS_DEAD = ANCHORS_NOTABLE, // nothing can match any more
    ANCHORS_UNBUILT = UINT32_MAX    // nobody has been here yet
};

typedef struct {
    const uint32_t *transitions;  // row offset of the next state
    const uint8_t *classes;       // byte -> column
    uint32_t end_class;           // column of the end of the text
    uint32_t step_limit;          // bytes of a walk
} anchors_table;

// A walk, or where it stopped.
typedef struct {
    size_t start;     // where it began
    size_t position;  // the byte to step over; count is the end of the text, count + 1 behind it
    uint32_t state;   // row offset
    uint32_t next;    // what the last step led to, flags included
} anchors_walk;

/// Steps from `walk->state` until the next row is dead, unbuilt or notable, until the end of the
/// text is stepped over or the step limit is reached. On an unbuilt row the walk stays where it is.
void anchors_step(const anchors_table *table, const uint8_t *text, size_t count,
                  anchors_walk *walk);

typedef struct {
    uint32_t text;      // its number
    uint32_t position;  // where in it the walk began
    uint32_t row;       // row offset; NOTABLE: arrived, else alive at the step limit
} anchors_hit;

// Texts in one buffer, which are walked each by itself.
typedef struct {
    const uint8_t *bytes;    // of the buffer
    const uint64_t *starts;  // a bit for each of them: an anchor may stand here
    const size_t *bounds;    // where each text begins and ends, two entries a text, in rising order
    size_t count;            // of texts
} anchors_texts;

// Where a search of all marked positions is.
typedef struct {
    size_t text;          // its number
    uint64_t bits;        // marks of the text's current 64 bytes not looked at
    size_t word;          // the next 64 bytes
    anchors_walk walk;    // within the text
    uint32_t is_walking;
} anchors_cursor;

typedef enum {
    ANCHORS_DONE,
    ANCHORS_FULL,       // no room for another hit: call again with an empty buffer
    ANCHORS_NEED_START, // start_rows[text[walk.start - 1]], or [256] at the beginning, is unbuilt
    ANCHORS_NEED_ROW    // the transition from walk.state over text[walk.position] is unbuilt
} anchors_status;

// Up to eight bytes over which a row leads nowhere, the first in the lowest bits. Zeros say nothing
// that isn't so.
enum { ANCHORS_VAIN_LENGTH = 8, ANCHORS_VAIN_BITS = 10, ANCHORS_VAINS = 1 << ANCHORS_VAIN_BITS };
typedef struct {
    uint64_t bytes;
    uint32_t row;
    uint32_t others;  // bits of bytes that it doesn't depend on
} anchors_vain;

/// Walks from every marked position of each text and appends what walks come upon. After NEED_START
/// or NEED_ROW it goes on where it stopped when the caller has filled in what is missing.
///
/// \param vains: ANCHORS_VAINS walks that aren't taken again: zeros at the beginning, and when rows
///     are built anew.
anchors_status anchors_search(const anchors_table *table, const uint32_t *start_rows,
                              anchors_vain *vains, const anchors_texts *texts,
                              anchors_cursor *cursor, anchors_hit *hits, size_t capacity,
                              size_t *hit_count);

/// Looks at every second place from `*position` on, writes those whose four bytes are in the
/// filter and returns how many; `*position` is where to go on.
///
/// \param behind: for each bucket of keys, a bit for the lowest five bits of each byte that may
///     follow a key, then the same of the byte behind that.
size_t anchors_find_keys(const uint64_t *filter, const uint32_t *behind, const uint8_t *text,
                         size_t count, size_t *position, uint32_t *places, size_t capacity);

/// Whether the needle occurs; when ASCII case is ignored, it has no capitals.
int anchors_contains(const uint8_t *text, size_t count, const uint8_t *needle, size_t length,
                     int ignores_case);

// Which of 64 bytes may stand inside a word or a number: a bit each, the lowest for the first.
typedef struct {
    uint64_t hyphens;
    uint64_t apostrophes;
} anchors_joiners;

/// \param count: of the bytes, 64 at most.
anchors_joiners anchors_find_joiners(const uint8_t *bytes, size_t count);
