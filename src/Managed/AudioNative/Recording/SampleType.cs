// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;

namespace AudioNative;

/// <summary>How the samples of a recorded file are kept, numbered as pyo does.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "They are the types: these are the words for them.")]
public enum SampleType
{
    /// <summary>16-bit integers.</summary>
    Int16 = 0,

    /// <summary>24-bit integers.</summary>
    Int24 = 1,

    /// <summary>32-bit integers.</summary>
    Int32 = 2,

    /// <summary>32-bit floats, which keep what is beyond full scale.</summary>
    Float32 = 3,

    /// <summary>64-bit floats, which keep what is beyond full scale.</summary>
    Float64 = 4,
}
