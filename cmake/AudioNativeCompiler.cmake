# SPDX-License-Identifier: MIT
#
# How our own code is compiled: `audionative_compiler` is linked privately by each of our targets and never by
# what they export. Debian's headers come in as SYSTEM, so warnings-as-errors only ever judge our own lines.

add_library(audionative_compiler INTERFACE)

if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(audionative_compiler INTERFACE
        -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
        # No -ffast-math, nor any of its parts that link crtfastmath.o: with GCC 12 merely loading such a
        # library switches the loading .NET thread to flush-to-zero. What these two give up (errno from
        # math functions, floating-point traps) nobody here looks at, and they let loops vectorise.
        -fno-math-errno -fno-trapping-math
        $<$<CONFIG:Release>:-g1>
        # GCC 12 sees memcpy of a negative length in any inlined `"text" + std::string` (GCC's PR 105651, mended in 13).
        $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
elseif(MSVC)
    target_compile_options(audionative_compiler INTERFACE /W4 /WX /utf-8)
endif()

if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # [[clang::nonblocking]] is a promise only where the compiler checks it: every build that can, does.
    include(CheckCXXCompilerFlag)
    check_cxx_compiler_flag(-Wfunction-effects AUDIONATIVE_HAS_FUNCTION_EFFECTS)
    if(AUDIONATIVE_HAS_FUNCTION_EFFECTS)
        target_compile_options(audionative_compiler INTERFACE
            $<$<COMPILE_LANGUAGE:CXX>:-Wfunction-effects> $<$<COMPILE_LANGUAGE:CXX>:-Werror=function-effects>)
    endif()
endif()

if(AUDIONATIVE_SANITIZE STREQUAL "address+undefined")
    set(audionative_sanitizer -fsanitize=address,undefined -fno-sanitize-recover=all)
elseif(AUDIONATIVE_SANITIZE STREQUAL "thread")
    set(audionative_sanitizer -fsanitize=thread)
elseif(AUDIONATIVE_SANITIZE STREQUAL "realtime")
    if(NOT AUDIONATIVE_HAS_FUNCTION_EFFECTS)
        message(FATAL_ERROR "AUDIONATIVE_SANITIZE=realtime needs clang 20 or later; this is "
                            "${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}. Use the preset `rtsan` (clang-22).")
    endif()
    set(audionative_sanitizer -fsanitize=realtime)
elseif(NOT AUDIONATIVE_SANITIZE STREQUAL "")
    message(FATAL_ERROR "AUDIONATIVE_SANITIZE=${AUDIONATIVE_SANITIZE}: address+undefined, thread, realtime or empty")
endif()
if(audionative_sanitizer)
    target_compile_options(audionative_compiler INTERFACE ${audionative_sanitizer} -fno-omit-frame-pointer)
    target_link_options(audionative_compiler INTERFACE ${audionative_sanitizer})
    string(REGEX REPLACE "[^a-z]" "_" sanitizer_name "${AUDIONATIVE_SANITIZE}")
    string(TOUPPER "${sanitizer_name}" sanitizer_name)
    # A test that cannot run under an instrument (it replaces the allocator, say) may ask which one it is.
    target_compile_definitions(audionative_compiler INTERFACE "AN_SANITIZE_${sanitizer_name}=1")
endif()

find_package(Threads REQUIRED)
