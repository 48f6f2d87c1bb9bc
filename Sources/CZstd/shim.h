#pragma once
// Only what Swift cannot import by itself belongs here.
#include <zstd.h>
