// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>The container of a recorded file; the first two carry the numbers pyo gives them.</summary>
public enum RecordingFormat
{
    /// <summary>Microsoft WAV: .wav, .wave.</summary>
    Wav = 0,

    /// <summary>Apple AIFF, or AIFF-C where the sample type needs it: .aif, .aiff, .aifc.</summary>
    Aiff = 1,

    /// <summary>FLAC: .flac. 16 and 24 bits.</summary>
    Flac = 2,

    /// <summary>Ogg Vorbis: .ogg, .oga. The sample type is ignored.</summary>
    Ogg = 3,

    /// <summary>Apple Core Audio Format: .caf.</summary>
    Caf = 4,

    /// <summary>Sony Wave64, beyond 4 GiB: .w64.</summary>
    W64 = 5,

    /// <summary>EBU RF64, a WAV beyond 4 GiB: .rf64.</summary>
    Rf64 = 6,

    /// <summary>Sun AU: .au, .snd.</summary>
    Au = 7,
}
