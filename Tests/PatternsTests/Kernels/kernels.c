// Prints a line for every kernel that the machine has: its name and a digest of all that it marks
// in seeded texts under seeded masks. All lines are to be equal, on every machine.
#include "anchors.h"

#include <stdio.h>
#include <stdlib.h>

enum { CASES = 400, TEXT_LIMIT = 700 };

static uint64_t state;

// A linear congruential step; the upper half is what is random enough.
static uint32_t draw(void) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 32);
}

// Masks of each density, from those that take nearly everything to those that take hardly a byte.
static void fill_masks(anchors_masks *masks, unsigned thinning) {
    uint8_t *bytes = (uint8_t *)masks;
    for (size_t i = 0; i < ANCHORS_MASKS_SIZE; i++) {
        bytes[i] = (uint8_t)draw();
        for (unsigned k = 0; k < thinning; k++) bytes[i] &= (uint8_t)draw();
    }
}

// Noise, text of few bytes that the site and run marks depend on, long runs.
static size_t fill_text(uint8_t *text) {
    static const char few[] = "ab019AZ =:>,|?('\"\\\t-_./^\xC3\xA9\n";
    size_t count = draw() % TEXT_LIMIT;
    uint32_t kind = draw() % 3;
    for (size_t i = 0; i < count; i++) {
        uint32_t any = draw();
        text[i] = kind == 0 ? (uint8_t)any : (uint8_t)few[any % (sizeof few - 1)];
        if (kind == 2 && any >> 28) text[i] = (uint8_t)('a' + any % 26);
    }
    return count;
}

static uint64_t digest(uint64_t so_far, const void *bytes, size_t count) {
    // FNV-1a.
    for (size_t i = 0; i < count; i++)
        so_far = (so_far ^ ((const uint8_t *)bytes)[i]) * 0x100000001B3u;
    return so_far;
}

static uint64_t digest_of(anchors_kernel kernel, anchors_masks *masks) {
    // Why: exactly as long as it may be read, so that a checker of memory sees what is beyond.
    static uint8_t drawn[TEXT_LIMIT];
    uint64_t sum = 0xCBF29CE484222325u;
    state = 1;
    for (unsigned i = 0; i < CASES; i++) {
        if (i % 50 == 0) fill_masks(masks, i / 50 % 8);
        size_t count = fill_text(drawn), words = (count + 63) / 64;
        uint8_t *text = malloc(count + 1);
        uint64_t *planes = malloc(ANCHORS_PLANES * words * sizeof *planes + 1);
        memcpy(text, drawn, count);
        int has = anchors_mark(masks, text, count, planes, kernel);
        sum = digest(sum, &has, sizeof has);
        sum = digest(sum, planes, ANCHORS_PLANES * words * sizeof *planes);
        free(planes);
        free(text);
    }
    return sum;
}

// The search for keys chooses for itself how.
static uint64_t digest_of_keys(void) {
    static uint64_t filter[ANCHORS_KEY_BITS / 64];
    static uint32_t behind[ANCHORS_KEY_BUCKETS * ANCHORS_KEY_BEHIND];
    static uint8_t text[TEXT_LIMIT];
    uint64_t sum = 0xCBF29CE484222325u;
    state = 2;
    for (size_t i = 0; i < ANCHORS_KEY_BITS / 64; i++)
        filter[i] = (uint64_t)draw() << 32 | (draw() & draw());
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) behind[i] = draw() | draw();
    for (unsigned i = 0; i < CASES; i++) {
        size_t count = fill_text(text), position = 0, found;
        uint32_t places[40];
        while ((found = anchors_find_keys(filter, behind, text, count, &position, places, 40)))
            sum = digest(sum, places, found * sizeof *places);
    }
    return sum;
}

int main(void) {
    static const char *names[] = {"best", "scalar", "ssse3", "avx2", "neon"};
    anchors_masks *masks = malloc(ANCHORS_MASKS_SIZE);
    for (unsigned kernel = ANCHORS_BEST; kernel <= ANCHORS_NEON; kernel++)
        if (anchors_has((anchors_kernel)kernel))
            printf("%s %016llx %016llx\n", names[kernel],
                   (unsigned long long)digest_of((anchors_kernel)kernel, masks),
                   (unsigned long long)digest_of_keys());
    free(masks);
    return 0;
}
