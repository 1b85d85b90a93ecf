// SPDX-License-Identifier: MIT
//
// How a function says that it may run on the audio thread, and how that is proved.
//
// AN_NONBLOCKING stands after noexcept in a declaration. With clang 20 or later it is a promise the compiler
// checks (-Werror=function-effects) and -fsanitize=realtime enforces at run time; elsewhere it is a comment.
#pragma once

#if defined(__has_cpp_attribute)
#if __has_cpp_attribute(clang::nonblocking)
#define AN_NONBLOCKING [[clang::nonblocking]]
#endif
#endif
#ifndef AN_NONBLOCKING
#define AN_NONBLOCKING
#endif

// Around a call that is safe but that the compiler cannot know to be (clock_gettime answers from the vDSO).
// Each use says why.
#if defined(__clang__) && defined(__has_warning)
#if __has_warning("-Wfunction-effects")
#define AN_TRUSTED_BEGIN _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wfunction-effects\"")
#define AN_TRUSTED_END _Pragma("clang diagnostic pop")
#endif
#endif
#ifndef AN_TRUSTED_BEGIN
#define AN_TRUSTED_BEGIN
#define AN_TRUSTED_END
#endif

namespace audionative {

// True while this thread is inside an audio callback. The tests' allocation counter counts only then.
bool on_audio_thread() noexcept;

// Marks the callback's extent. Initial-exec storage: the first touch of an ordinary thread_local of a library
// loaded at run time may allocate.
class AudioThreadScope {
public:
    AudioThreadScope() noexcept AN_NONBLOCKING;
    ~AudioThreadScope() AN_NONBLOCKING;
    AudioThreadScope(const AudioThreadScope &) = delete;
    AudioThreadScope &operator=(const AudioThreadScope &) = delete;

private:
    bool previous_;
};

} // namespace audionative
