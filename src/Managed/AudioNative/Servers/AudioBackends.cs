// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;

namespace AudioNative;

/// <summary>Reads the names by which users and scripts know the backends.</summary>
public static class AudioBackends
{
    private static readonly (string Name, AudioBackend Backend)[] Known =
    [
        ("auto", AudioBackend.Auto),
        ("portaudio", AudioBackend.PortAudio),
        ("pa", AudioBackend.PortAudio),
        ("jack", AudioBackend.Jack),
        ("coreaudio", AudioBackend.CoreAudio),
        ("offline", AudioBackend.Offline),
        ("dummy", AudioBackend.Dummy),
    ];

    /// <summary>The names that <see cref="Parse"/> takes, in lower case.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.ConvertAll(Known, entry => entry.Name);

    /// <summary>The backend of this name, in any case; <c>pa</c> is short for <c>portaudio</c>. [any thread]</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="FormatException">There is no backend of this name.</exception>
    public static AudioBackend Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryParse(name, out AudioBackend backend)
            ? backend
            : throw new FormatException($"There is no audio backend '{name}'. Use one of: {string.Join(", ", Names)}.");
    }

    /// <summary>Like <see cref="Parse"/>, and says whether there is such a backend. [any thread]</summary>
    /// <param name="name">One of <see cref="Names"/>, or anything else.</param>
    /// <param name="backend">The backend; <see cref="AudioBackend.Auto"/> where there is none.</param>
    public static bool TryParse([NotNullWhen(true)] string? name, out AudioBackend backend)
    {
        foreach ((string known, AudioBackend value) in Known)
        {
            if (string.Equals(known, name?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                backend = value;
                return true;
            }
        }

        backend = AudioBackend.Auto;
        return false;
    }
}
