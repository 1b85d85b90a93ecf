// SPDX-License-Identifier: MIT
#pragma once

namespace audionative {

// From now on ALSA's error lines go to library_message and not to stderr. Its handler is one for the process and
// is left in place: taking it back would race with other users of ALSA. [any thread]
void route_alsa_messages() noexcept;

} // namespace audionative
