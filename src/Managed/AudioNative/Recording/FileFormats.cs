// SPDX-License-Identifier: MIT
namespace AudioNative;

/// <summary>
/// Which container a file name asks for. The extension is that of the file's name, never of its folder
/// (<see cref="Path.GetExtension(string)"/>), in any case.
/// </summary>
internal static class FileFormats
{
    private static readonly (string Extension, RecordingFormat Format)[] Known =
    [
        (".wav", RecordingFormat.Wav),
        (".wave", RecordingFormat.Wav),
        (".aif", RecordingFormat.Aiff),
        (".aiff", RecordingFormat.Aiff),
        (".aifc", RecordingFormat.Aiff),
        (".flac", RecordingFormat.Flac),
        (".ogg", RecordingFormat.Ogg),
        (".oga", RecordingFormat.Ogg),
        (".caf", RecordingFormat.Caf),
        (".w64", RecordingFormat.W64),
        (".rf64", RecordingFormat.Rf64),
        (".au", RecordingFormat.Au),
        (".snd", RecordingFormat.Au),
    ];

    /// <summary>The usual extension of a container, with its dot.</summary>
    public static string Extension(RecordingFormat format) => Known.First(entry => entry.Format == format).Extension;

    /// <summary>The extension's container; <paramref name="fallback"/> only where there is no extension.</summary>
    /// <exception cref="ArgumentException">
    /// The extension is none of ours: the file would not be what its name says.
    /// </exception>
    public static RecordingFormat Choose(string path, RecordingFormat fallback)
    {
        string extension = Path.GetExtension(path);
        if (extension.Length == 0)
        {
            return fallback;
        }

        foreach ((string known, RecordingFormat format) in Known)
        {
            if (string.Equals(known, extension, StringComparison.OrdinalIgnoreCase))
            {
                return format;
            }
        }

        throw new ArgumentException(
            $"No audio format is known by the extension '{extension}' of '{path}'. Use one of "
                + $"{string.Join(", ", Known.Select(entry => entry.Extension))}, or a name without an extension.",
            nameof(path));
    }
}
