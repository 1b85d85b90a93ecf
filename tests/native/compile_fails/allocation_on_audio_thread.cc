// SPDX-License-Identifier: MIT
//
// Must not compile where function effects are checked; CMakeLists.txt makes a test of that.
#include "support/realtime.h"

int *callback() noexcept AN_NONBLOCKING;

int *callback() noexcept AN_NONBLOCKING { return new int(1); }
