#include "masks.h"

_Static_assert(sizeof(anchors_masks) == ANCHORS_MASKS_SIZE, "the masks have another size");

const uint8_t class_columns[2][16] = {
    {0x40, 0x42, 0x42, 0x42, 0x42, 0x42, 0x42, 0x44,  //
     0x44, 0x44, 0x44, 0x94, 0x64, 0x94, 0x84, 0x84},
    {0xEA, 0xE0, 0xEB, 0xE0, 0xE0, 0xE0, 0xE0, 0xEB,  //
     0xE7, 0xE0, 0x70, 0x00, 0x0C, 0x7D, 0x78, 0x78},
};
const uint8_t class_rows[3][16] = {
    {0, 0, 0, 0, 0x0F, 0xF0, 0x0F, 0xF0},
    {0, 0, 0x0F, 0xF0},
    {0, 0, 0, 0, 0, 0, 1, 1, 15, 15, 15, 15, 15, 15, 15, 15},
};

unsigned anchors_class(uint8_t byte) {
    unsigned low = byte & 15, high = byte >> 4;
    unsigned codes = (class_columns[0][low] & class_rows[0][high])
                     | (class_columns[1][low] & class_rows[1][high]);
    return (codes & 15) | codes >> 4 | class_rows[2][high] | (byte == '\t' ? BLANK_CLASS : 0);
}

uint32_t masks_key_behind(const uint8_t *before) {
    uint8_t folded[ANCHORS_PLACES];
    for (unsigned i = 0; i < ANCHORS_PLACES; i++)
        folded[i] = (before[i + 1] & 0xDF) | (is_word_class(anchors_class(before[i])) ? 0x20 : 0);
    return masks_key(folded);
}

void anchors_add_key(anchors_masks *masks, const uint8_t *before) {
    uint32_t key = masks_key_behind(before);
    masks->keys[masks_key_word(key)] |= masks_key_bits(key);
}

void anchors_add_box(anchors_masks *masks, unsigned box, const uint16_t *classes) {
    for (unsigned place = 0; place < BOX_PLACES; place++)
        for (unsigned class = 0; class < ANCHORS_CLASSES; class++)
            if (classes[place] >> class & 1)
                masks->boxes[box / 8][place][class] |= (uint8_t)(1u << box % 8);
}

void anchors_add_run_byte(anchors_masks *masks, uint8_t byte) {
    uint8_t row = byte >> 4, bit = (uint8_t)(1u << (row < 8 ? row : 7));
    if (row < 8) {
        masks->run_low[byte & 15] |= bit;
        masks->run_high[row] |= bit;
        return;
    }
    for (unsigned nibble = 0; nibble < 16; nibble++) {
        masks->run_low[nibble] |= bit;
        if (nibble >= 8) masks->run_high[nibble] |= bit;
    }
}
