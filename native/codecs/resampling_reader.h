// SPDX-License-Identifier: MIT
#pragma once

#include "codecs/sound_file.h"

#include <memory>

namespace audionative {

// The source at another rate, through soxr's best filter. A source of n frames becomes exactly
// round(n * sample_rate / its own rate) of them, aligned in time with it. info() stays the source's. Throws
// Error(AN_INVALID_ARGUMENT) where the rates are more than a factor of 1000 apart.
std::unique_ptr<SoundFileReader> make_resampling_reader(std::unique_ptr<SoundFileReader> source, double sample_rate);

} // namespace audionative
