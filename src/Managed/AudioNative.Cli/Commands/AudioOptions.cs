// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AudioNative.Cli.Commands;

/// <summary>Options that several commands share, with the checks that make a wrong one a usage error.</summary>
internal static class AudioOptions
{
    private static readonly string[] BackendNames =
        [.. AudioBackends.Names.Where(name => AudioBackends.Parse(name) != AudioBackend.Offline)];

    /// <summary>Which backend; <c>auto</c> unless given.</summary>
    public static Option<AudioBackend> Backend()
    {
        var option = new Option<AudioBackend>("--backend", "-b")
        {
            Description =
                "What takes the sound: jack, portaudio, coreaudio, or dummy (a clock, but no device). Unless given, "
                + "auto: JACK if a server runs, else PortAudio if it has a device, else dummy.",
            HelpName = "NAME",
            CustomParser = result =>
            {
                string name = result.Tokens[^1].Value;
                if (AudioBackends.TryParse(name, out AudioBackend backend) && backend != AudioBackend.Offline)
                    return backend;
                result.AddError($"There is no backend '{name}'. Use one of: {string.Join(", ", BackendNames)}.");
                return AudioBackend.Auto;
            },
        };
        option.CompletionSources.Add(BackendNames);
        return option;
    }

    /// <summary>Which device of PortAudio's, by number or by a part of its name.</summary>
    public static Option<string?> Device(string direction) => new("--device", "-d")
    {
        Description = $"The {direction} device: its number in 'audionative devices', or a part of its name.",
        HelpName = "DEVICE",
    };

    /// <summary>How long.</summary>
    public static Option<double?> Seconds(string description)
    {
        var option = new Option<double?>("--seconds", "-s")
        {
            Description = description,
            HelpName = "N",
            CustomParser = result => ParseNumber(result, "--seconds", 0.1, 86400),
        };
        return option;
    }

    /// <summary>Frames a second.</summary>
    public static Option<double?> Rate(string description) => new("--rate", "-r")
    {
        Description = description,
        HelpName = "HZ",
        CustomParser = result => ParseNumber(result, "--rate", 1000, 768000),
    };

    /// <summary>How samples are kept in the file.</summary>
    public static Option<SampleType?> Type() => OneOf<SampleType>(
        new("--type", "-t") { HelpName = "TYPE" }, "How samples are kept: {0}; int24 unless given.", "sample type");

    /// <summary>
    /// Refuses a mistyped option, which would be taken for a file; one that is there and is called so is a file.
    /// </summary>
    public static Argument<T> RefuseOptions<T>(this Argument<T> files)
    {
        files.Validators.Add(result =>
        {
            foreach (string name in result.Tokens.Select(token => token.Value))
            {
                if (name.StartsWith('-') && !File.Exists(name))
                    result.AddError($"There is no option '{name}'. A file of this name is written './{name}'.");
            }
        });
        return files;
    }

    /// <summary>Makes an option take the names of an enumeration, in any case.</summary>
    /// <param name="option">The option.</param>
    /// <param name="description">What it is for; {0} stands for the names.</param>
    /// <param name="what">What a name is a name of.</param>
    public static Option<T?> OneOf<T>(Option<T?> option, string description, string what)
        where T : struct, Enum
    {
        string[] names = [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
        option.Description = string.Format(CultureInfo.InvariantCulture, description, string.Join(", ", names));
        option.CompletionSources.Add(names);
        option.CustomParser = result =>
        {
            string name = result.Tokens[^1].Value;
            if (names.Contains(name.ToLowerInvariant()))
                return Enum.Parse<T>(name, ignoreCase: true);
            result.AddError($"There is no {what} '{name}'. Use one of: {string.Join(", ", names)}.");
            return null;
        };
        return option;
    }

    /// <summary>Reads a number in the invariant culture, within a range.</summary>
    public static double? ParseNumber(ArgumentResult result, string name, double least, double most)
    {
        string text = result.Tokens[^1].Value;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (isNumber && value >= least && value <= most)
            return value;
        result.AddError(
            string.Create(CultureInfo.InvariantCulture, $"{name} is a number from {least} to {most}, not '{text}'."));
        return null;
    }

    /// <summary>The device of a number or a part of a name.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public static int FindDevice(string? text, bool isInput)
    {
        if (text is null)
            return AudioDevices.Default;
        string direction = isInput ? "input" : "output";
        AudioDeviceInfo[] all = [.. isInput ? AudioDevices.Inputs : AudioDevices.Outputs];
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        AudioDeviceInfo[] found = isNumber
            ? [.. all.Where(device => device.Index == number)]
            : [.. all.Where(device => device.Name.Contains(text, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [AudioDeviceInfo one] => one.Index,
            [] => throw new UsageException(
                $"There is no {direction} device '{text}'. 'audionative devices' lists what there is."),
            _ => throw new UsageException(
                $"'{text}' is a part of several {direction} devices' names: "
                + $"{string.Join("; ", found.Select(device => $"{device.Index} {device.Name}"))}. Give the number."),
        };
    }
}
