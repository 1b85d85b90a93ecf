# SPDX-License-Identifier: MIT
#
# One resolver for two worlds. Debian's development packages mostly come with pkg-config files, vcpkg's ports
# mostly with CMake config packages; whichever answers first becomes AudioNative::<Name>, and nothing else in
# the build knows where it came from.

find_package(PkgConfig QUIET)

# audionative_resolve(<Name> [REQUIRED]
#     [CONFIG <package> TARGETS <target>...]  a CMake config package and the targets it may define
#     [MODULE <pkg-config module>]
#     HEADER <header> LIBRARY <name>...       for find_path and find_library)
# Makes AudioNative::<Name>, or stops with the names it looked for.
function(audionative_resolve name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "CONFIG;MODULE;HEADER;PACKAGE" "TARGETS;LIBRARY")
    if(TARGET AudioNative::${name})
        return()
    endif()
    add_library(AudioNative::${name} INTERFACE IMPORTED GLOBAL)

    if(ARG_CONFIG)
        find_package(${ARG_CONFIG} CONFIG QUIET)
        foreach(target IN LISTS ARG_TARGETS)
            if(TARGET ${target})
                target_link_libraries(AudioNative::${name} INTERFACE ${target})
                message(STATUS "AudioNative::${name}: ${target} of the CMake package ${ARG_CONFIG} ${${ARG_CONFIG}_VERSION}")
                return()
            endif()
        endforeach()
    endif()

    if(ARG_MODULE AND PkgConfig_FOUND)
        pkg_check_modules(AUDIONATIVE_${name} QUIET IMPORTED_TARGET GLOBAL ${ARG_MODULE})
        if(AUDIONATIVE_${name}_FOUND)
            target_link_libraries(AudioNative::${name} INTERFACE PkgConfig::AUDIONATIVE_${name})
            message(STATUS "AudioNative::${name}: ${ARG_MODULE}.pc ${AUDIONATIVE_${name}_VERSION}")
            return()
        endif()
    endif()

    find_path(AUDIONATIVE_${name}_INCLUDE_DIR ${ARG_HEADER})
    find_library(AUDIONATIVE_${name}_LIBRARY NAMES ${ARG_LIBRARY})
    mark_as_advanced(AUDIONATIVE_${name}_INCLUDE_DIR AUDIONATIVE_${name}_LIBRARY)
    if(AUDIONATIVE_${name}_INCLUDE_DIR AND AUDIONATIVE_${name}_LIBRARY)
        target_include_directories(AudioNative::${name} SYSTEM INTERFACE "${AUDIONATIVE_${name}_INCLUDE_DIR}")
        target_link_libraries(AudioNative::${name} INTERFACE "${AUDIONATIVE_${name}_LIBRARY}")
        message(STATUS "AudioNative::${name}: ${AUDIONATIVE_${name}_LIBRARY}")
        return()
    endif()

    message(FATAL_ERROR
        "${name} was not found: no CMake package '${ARG_CONFIG}', no pkg-config module '${ARG_MODULE}', no header "
        "${ARG_HEADER} with a library ${ARG_LIBRARY}. On Debian: apt-get install ${ARG_PACKAGE}. With vcpkg: "
        "use the preset `vcpkg` with VCPKG_ROOT set.")
endfunction()

audionative_resolve(SndFile CONFIG SndFile TARGETS SndFile::sndfile
    MODULE sndfile HEADER sndfile.h LIBRARY sndfile PACKAGE libsndfile1-dev)
audionative_resolve(Soxr CONFIG soxr TARGETS soxr::soxr
    MODULE soxr HEADER soxr.h LIBRARY soxr PACKAGE libsoxr-dev)
audionative_resolve(Ogg CONFIG Ogg TARGETS Ogg::ogg
    MODULE ogg HEADER ogg/ogg.h LIBRARY ogg PACKAGE libogg-dev)
audionative_resolve(Vorbis CONFIG Vorbis TARGETS Vorbis::vorbis
    MODULE vorbis HEADER vorbis/codec.h LIBRARY vorbis PACKAGE libvorbis-dev)
audionative_resolve(VorbisEnc CONFIG Vorbis TARGETS Vorbis::vorbisenc
    MODULE vorbisenc HEADER vorbis/vorbisenc.h LIBRARY vorbisenc PACKAGE libvorbis-dev)
audionative_resolve(Highway CONFIG hwy TARGETS hwy::hwy
    MODULE libhwy HEADER hwy/highway.h LIBRARY hwy PACKAGE libhwy-dev)
if(AUDIONATIVE_WITH_PORTAUDIO)
    audionative_resolve(PortAudio CONFIG portaudio TARGETS PortAudio::portaudio portaudio portaudio_static
        MODULE portaudio-2.0 HEADER portaudio.h LIBRARY portaudio PACKAGE portaudio19-dev)
endif()
if(AUDIONATIVE_WITH_JACK)
    # vcpkg's jack2 is headers and a shim that loads the user's own libjack, found by its pkg-config file too.
    audionative_resolve(Jack MODULE jack HEADER jack/jack.h LIBRARY jack jack64 PACKAGE libjack-jackd2-dev)
endif()
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    audionative_resolve(Alsa MODULE alsa HEADER alsa/asoundlib.h LIBRARY asound PACKAGE libasound2-dev)
endif()
