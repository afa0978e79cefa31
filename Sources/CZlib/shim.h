#pragma once
/* zlib is there wherever libcurl is. */
#include <zlib.h>
