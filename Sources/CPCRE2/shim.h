#pragma once
// Only what Swift cannot import by itself belongs here.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// Macros with casts are not imported.
static const PCRE2_SIZE bauta_pcre2_unset = PCRE2_UNSET;
static const PCRE2_SIZE bauta_pcre2_zero_terminated = PCRE2_ZERO_TERMINATED;
