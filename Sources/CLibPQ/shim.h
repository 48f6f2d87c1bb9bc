#pragma once
// Only what Swift cannot import by itself belongs here.
#include <libpq-fe.h>
